import { candidatesOf, isPhrase } from '../chunks.ts';
import { fold } from '../words.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "first versus business", where cabins are First, Business and Economy: a word that else ranks is the value of that
 * name where it is set beside another value of its field.
 */
export function takeValuesBeside(state: State): void {
  state.chunks = state.chunks.map((chunk, at) => {
    if (!isPhrase(chunk, 'superlative')) return chunk;
    const word = lowerOf(state, chunk);
    const beside = [-1, 1].flatMap(step => {
      const between = state.chunks[at + step];
      if (!isPhrase(between, 'versus')) return [];
      return candidatesOf(state.chunks[at + 2 * step], 'value').filter(c => !c.partial && c.weight >= 0.9);
    });
    const candidates = beside.flatMap(other => {
      const values = state.values.fields.get(other.field.id)?.values.filter(v => fold(v).toLowerCase() === word);
      return values?.length === 1 ? [{ ...other, values, weight: 1 }] : [];
    });
    return candidates.length > 0 ? { kind: 'terms', start: chunk.start, end: chunk.end, candidates } : chunk;
  });
}
