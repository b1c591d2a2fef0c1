import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { participle } from '../english/participles.ts';
import { isPlural, lowerOf, type State } from './state.ts';

/**
 * "lines customers received in May", "orders our clients placed": right behind things, with what they did behind them,
 * are those who did it, and not what is asked for. Where each of the things has one of them, naming them keeps all.
 */
export function takeDoersBehind(state: State): void {
  apartFromDoers(state);
  const { chunks } = state;
  const at = chunks.findIndex((chunk, i) => {
    const lead = chunks[i - 1]?.kind === 'filler' && /^(our|the|all|my)$/.test(lowerOf(state, chunks[i - 1])) ? 2 : 1;
    return isDone(state, i + 1) && areDoersOf(state, chunks[i - lead], chunk);
  });
  state.chunks = chunks.map((c, i) => (i === at ? { kind: 'filler', start: c.start, end: c.end } : c));
}

/** "orders customers placed" are no ordering customers. */
function apartFromDoers(state: State): void {
  for (const [at, chunk] of state.chunks.entries()) {
    if (chunk.kind !== 'terms' || chunk.end - chunk.start > 3 || !isDone(state, at + 1)) continue;
    const parts = state.split(chunk) ?? [];
    const [things, doers, ...more] = parts.filter(part => part.kind !== 'filler');
    if (!things || !doers || more.length > 0 || !isPlural(state, things) || !areDoersOf(state, things, doers)) continue;
    state.chunks = [...state.chunks.slice(0, at), ...parts, ...state.chunks.slice(at + 1)];
    return;
  }
}

const areDoersOf = ({ catalogue }: State, things: Chunk | undefined, doers: Chunk): boolean =>
  namesThings(doers) &&
  datasetsOf(things).some(thing =>
    datasetsOf(doers).some(doer => thing !== doer && catalogue.reach(thing, doer).kind === 'up'),
  );

const datasetsOf = (chunk: Chunk | undefined): string[] =>
  candidatesOf(chunk, 'dataset')
    .filter(c => c.weight > 0.9)
    .map(c => c.dataset);

/** What they did is said with no word before it but "have". */
function isDone(state: State, at: number): boolean {
  const has = /^(has|have|had)$/.test(lowerOf(state, state.chunks[at]));
  const verb = state.chunks[has ? at + 1 : at];
  return verb !== undefined && verb.end - verb.start === 1 && participle.test(lowerOf(state, verb));
}
