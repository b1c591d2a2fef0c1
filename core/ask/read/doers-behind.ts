import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { participle } from '../english/participles.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "lines customers received in May", "orders our French clients placed": right behind things, with what they did behind
 * them, are those who did it, and not what is asked for. Where each of the things has one of them, naming them keeps all.
 */
export function takeDoersBehind(state: State): void {
  const { chunks, catalogue } = state;
  const at = chunks.findIndex((chunk, i) => {
    const doers = datasetsOf(chunk);
    const lead = chunks[i - 1]?.kind === 'filler' && /^(our|the|all|my)$/.test(lowerOf(state, chunks[i - 1])) ? 2 : 1;
    const things = datasetsOf(chunks[i - lead]);
    return (
      namesThings(chunk) &&
      isDone(state, chunks, i + 1) &&
      things.some(thing => doers.some(doer => thing !== doer && catalogue.reach(thing, doer).kind === 'up'))
    );
  });
  state.chunks = chunks.map((c, i) => (i === at ? { kind: 'filler', start: c.start, end: c.end } : c));
}

const datasetsOf = (chunk: Chunk | undefined): string[] =>
  candidatesOf(chunk, 'dataset')
    .filter(c => c.weight > 0.9)
    .map(c => c.dataset);

/** What they did is said with no word before it but "have". */
function isDone(state: State, chunks: readonly Chunk[], at: number): boolean {
  const has = /^(has|have|had)$/.test(lowerOf(state, chunks[at]));
  const verb = chunks[has ? at + 1 : at];
  return verb !== undefined && verb.end - verb.start === 1 && participle.test(lowerOf(state, verb));
}
