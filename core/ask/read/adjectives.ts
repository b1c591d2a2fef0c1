import type { Chunk } from '../chunks.ts';
import { stemOf } from '../words.ts';
import { placeMeasure } from './measures.ts';
import type { State } from './state.ts';

/**
 * "our 3 least profitable suppliers", "the most costly parts": behind "most" and "least" an adjective means the number
 * whose name it is made of. By itself it says of no number how much of it makes a thing so, and is not read.
 */
export function readAdjective(state: State, chunk: Chunk): boolean {
  const { pending, at, tokens } = state;
  const base = /^(\p{L}{3,})(?:able|ably|ly)$/u.exec(tokens[chunk.start]?.lower ?? '')?.[1];
  if (base === undefined || !pending.superlative?.quantity || pending.superlative.at !== at - 1) return false;
  const metrics = state.lexicon
    .lookup([stemOf(base)], false)
    .flatMap(candidate => (candidate.kind === 'metric' && candidate.weight >= 0.99 ? [candidate.metric] : []));
  const [metric, ...more] = metrics;
  if (metric === undefined || more.length > 0) return false;
  placeMeasure(state, { kind: 'metric', metric, at }, chunk);
  return true;
}
