import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { isPlural, lowerOf, passOver, type State } from './state.ts';

/**
 * "revenue for the five regions", "by each of the seven ship modes": as many as there are, so that each of them is meant
 * and no number is compared with anything.
 */
export function takeCountedGroups(state: State): void {
  for (const [at, chunk] of state.chunks.entries()) {
    if (chunk.kind !== 'number' || chunk.percent || !isHowMany(state, state.chunks[at + 1], chunk.value)) continue;
    const led = state.chunks.slice(0, at).findLast(c => !/^(the|our|all|these)$/.test(lowerOf(state, c)));
    const word = lowerOf(state, led);
    const direct = lowerOf(state, state.chunks[at - 1]);
    if (isPhrase(led, 'group')) passOver(state, chunk);
    else if (/^(the|our|all)$/.test(direct) && /^(in|of|for|from|across|at|between|among|over)$/.test(word)) {
      const { start, end } = chunk;
      const each: Chunk = { kind: 'phrase', start, end, phrase: { kind: 'distinct' } };
      state.chunks = state.chunks.map(c => (c === chunk ? each : c));
    }
  }
}

/** The things or values named in the plural are exactly so many. */
function isHowMany({ catalogue, values, ...state }: State, chunk: Chunk | undefined, many: number): boolean {
  if (chunk?.kind !== 'terms' || !isPlural({ catalogue, values, ...state }, chunk)) return false;
  const fields = [
    ...candidatesOf(chunk, 'field').flatMap(c => (c.weight >= 0.85 ? [c.field] : [])),
    ...candidatesOf(chunk, 'dataset').flatMap(c => (c.weight > 0.9 ? (catalogue.nameField(c.dataset) ?? []) : [])),
  ];
  return fields.some(({ id }) => {
    const known = values.fields.get(id);
    return known !== undefined && !known.truncated && known.values.length === many;
  });
}
