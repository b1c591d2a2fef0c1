import type { Chunk } from '../chunks.ts';
import { stemsOf } from '../words.ts';
import { type State, textOf } from './state.ts';

/** "born before 1960", "founded in 1999": the verb of a field that holds years as numbers, a birth year, right before a year. */
export function takeYearVerb(state: State): void {
  state.chunks = state.chunks.map((chunk, at): Chunk => {
    if (chunk.kind !== 'unknown' && chunk.kind !== 'filler') return chunk;
    const [next, behind] = state.chunks.slice(at + 1, at + 3);
    const time = next?.kind === 'filler' && textOf(state, next).toLowerCase() === 'in' ? behind : next;
    if (time?.kind !== 'time' || !time.time.years) return chunk;
    const verb = state.tokens[chunk.start]?.stem ?? '';
    const [field, ...more] = [...state.catalogue.fields.values()].filter(({ kind, name }) => {
      const stems = stemsOf(name.replaceAll('_', ' '));
      const own = stems.filter(stem => stem !== 'year');
      return kind === 'number' && own.length === 1 && stems.length === 2 && (own[0] === verb || nouns[verb] === own[0]);
    });
    if (!field || more.length > 0) return chunk;
    return { kind: 'terms', start: chunk.start, end: chunk.end, candidates: [{ kind: 'field', field, weight: 0.9 }] };
  });
}

/** Nouns that share no stem with their verb: birth for born. */
const nouns: Readonly<Record<string, string>> = { bear: 'birth' };
