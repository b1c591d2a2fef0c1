import type { Chunk } from '../chunks.ts';
import { isOfDeparture, sendingStems } from '../english/departures.ts';
import { lowerOf, pushVerb, type State } from './state.ts';

/**
 * "how many pieces went out by rail in May": the period is that of the one date that the model calls by a word for
 * sending. Where no period follows, going out says nothing besides.
 */
export function readDeparture(state: State, chunk: Chunk): void {
  const next = state.chunks[state.at + 1];
  const dated = state.chunks.slice(state.at + 1).some(({ kind }) => kind === 'time' || kind === 'grain');
  if (!dated || !isOfDeparture(`${lowerOf(state, chunk)} ${lowerOf(state, next)}`)) return;
  const [field, ...more] = new Set(sendingStems.flatMap(stem => state.lexicon.verbs.get(stem) ?? []));
  if (field && more.length === 0) pushVerb(state, chunk, [field]);
}
