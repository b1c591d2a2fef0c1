import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "on-time rate by year", "fulfilled percentage": of all things that have such a state, the share of those in the one
 * that is named.
 */
export function takeRatesOfValues(state: State): void {
  state.chunks = state.chunks.flatMap((chunk, at) => {
    if (isRate(state, at) && rowsOf(state, state.chunks[at - 1])) return [];
    const rows = isRate(state, at + 1) ? rowsOf(state, chunk) : undefined;
    const rate = state.chunks[at + 1];
    if (rows === undefined || !rate) return [chunk];
    const { start } = chunk;
    const share: Chunk = { kind: 'phrase', start, end: start, phrase: { kind: 'share' } };
    const things = [{ kind: 'dataset', dataset: rows, weight: 0.97 }] as const;
    return [share, chunk, { kind: 'terms', start: rate.start, end: rate.end, candidates: [...things] }];
  });
}

/** The word by itself: "rate of …" says what it is of. */
const isRate = (state: State, at: number): boolean =>
  /^(rate|percentage|share|proportion)$/.test(lowerOf(state, state.chunks[at])) &&
  !(/^(of|in|among)$/.test(lowerOf(state, state.chunks[at + 1])) && isNamed(state.chunks[at + 2])) &&
  !state.chunks.slice(0, at).some(chunk => isPhrase(chunk, 'share', 'percent'));

const isNamed = (chunk: Chunk | undefined): boolean =>
  candidatesOf(chunk, 'dataset').length + candidatesOf(chunk, 'metric').length > 0;

/** The things of which a state is said in full, by a word that means nothing else. */
function rowsOf({ catalogue }: State, chunk: Chunk | undefined): string | undefined {
  const values = candidatesOf(chunk, 'value').filter(({ weight, partial }) => weight >= 0.9 && !partial);
  const [rows, ...more] = new Set(values.map(({ field }) => field.dataset));
  const isState = values.every(({ field }) => /(^|_)(status|state|stage|outcome|result)$/i.test(field.name));
  const others = chunk?.kind === 'terms' && chunk.candidates.some(c => c.kind !== 'value' && c.weight >= 0.9);
  return isState && !others && more.length === 0 && rows !== undefined && catalogue.countMetric(rows)
    ? rows
    : undefined;
}
