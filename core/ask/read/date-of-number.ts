import { type Chunk, candidatesOf } from '../chunks.ts';
import { defaultDate } from '../dates.ts';
import { isFunctionWord } from '../english/fillers.ts';
import { participle } from '../english/participles.ts';
import type { State } from './state.ts';

/**
 * "repairs finished in March", where the model has a number of that name: what was done is said behind the things, so the
 * periods are those of the day on which it was done. "finished repairs in March" are those of the usual date.
 */
export function takeDateOfNumber(state: State): void {
  // "fines charged and fines paid by month": of one of two numbers it is not the date of both
  const numbers = state.chunks.filter(c => candidatesOf(c, 'metric').some(({ weight }) => weight >= 0.9));
  if (numbers.length > 1) return;
  const dated = state.chunks.findLastIndex(c => c.kind === 'time' || c.kind === 'grain' || c.kind === 'part');
  state.chunks = state.chunks.flatMap((chunk, at) => (at < dated ? (partsOf(state, chunk) ?? [chunk]) : [chunk]));
}

/** The number, and the verb of its date by itself. */
function partsOf({ catalogue, lexicon, tokens }: State, chunk: Chunk): Chunk[] | undefined {
  const [first, verb] = [tokens[chunk.start], tokens[chunk.end - 1]];
  const [number] = candidatesOf(chunk, 'metric').filter(c => c.weight >= 0.9);
  const info = number && catalogue.metrics.get(number.metric);
  const between = tokens.slice(chunk.start + 1, chunk.end - 1);
  if (chunk.kind !== 'terms' || !info || !first || !verb || first === verb) return undefined;
  if (!between.every(({ lower }) => isFunctionWord(lower))) return undefined;
  if (!lexicon.entities.get(first.stem)?.includes(info.home) || !participle.test(verb.lower)) return undefined;
  const [date, ...more] = (lexicon.verbs.get(verb.stem) ?? []).filter(field => field.dataset === info.home);
  if (!date || more.length > 0 || date === defaultDate(catalogue, info.home, info)) return undefined;
  const { end } = chunk;
  return [
    { ...chunk, end: end - 1, candidates: [number] },
    { kind: 'terms', start: end - 1, end, candidates: [{ kind: 'field', field: date, weight: 0.62 }] },
  ];
}
