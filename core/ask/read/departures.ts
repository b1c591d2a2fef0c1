import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { datesOfMoving, isOfArrival, isOfDeparture } from '../english/departures.ts';
import { homeOf } from './measure-list.ts';
import { lowerOf, passOver, pushVerb, type State } from './state.ts';

/** "how many lines left the warehouses yesterday", "when did the first shipment leave": they were sent. */
export function readLeaving(state: State, chunk: Chunk, next: Chunk | undefined): boolean {
  const [field, ...more] = sendingDates(state);
  const [measure] = state.draft.measures;
  if (!field || more.length > 0 || !measure || homeOf(state, measure) !== field.dataset) return false;
  if (!isOfDeparture(lowerOf(state, chunk))) return false;
  if (measure.kind === 'aggregate' && next === undefined) return measure.choice.options[0]?.field === field;
  if (!isDated(state)) return false;
  pushVerb(state, chunk, [field]);
  const thing = namesThings(next);
  // all of them leave one; of which of them, a value says
  if (next && thing) passOver(state, next);
  return thing || next?.kind !== 'terms';
}

const isDated = ({ chunks, at }: State): boolean =>
  chunks.slice(at + 1).some(({ kind }) => kind === 'time' || kind === 'grain');

const sendingDates = ({ lexicon }: State) => datesOfMoving(lexicon.verbs, 'left');

/** "how many lines reached the customer in 1997": the one date of their rows on which they were received. */
export function readArrival(state: State, chunk: Chunk): boolean {
  const word = lowerOf(state, chunk);
  const [measure] = state.draft.measures;
  const home = measure ? homeOf(state, measure) : state.scope;
  const thing = state.chunks.findIndex((c, at) => at > state.at && !/^(the|their|our|its)$/.test(lowerOf(state, c)));
  const next = state.chunks[thing];
  const [field, ...more] = datesOfMoving(state.lexicon.verbs, word).filter(({ dataset }) => dataset === home);
  if (!isOfArrival(word) || !isDated(state) || !next || !namesThings(next) || !field || more.length > 0) return false;
  if (state.chunks[thing + 1]?.kind === 'terms' || candidatesOf(next, 'value').some(c => !c.partial)) return false;
  pushVerb(state, chunk, [field]);
  passOver(state, next);
  return true;
}

/**
 * "how many pieces went out by rail in May": the period is that of the one date that the model calls by a word for
 * sending. Where no period follows, going out says nothing besides.
 */
export function readDeparture(state: State, chunk: Chunk): void {
  const next = state.chunks[state.at + 1];
  if (!isDated(state) || !isOfDeparture(`${lowerOf(state, chunk)} ${lowerOf(state, next)}`)) return;
  const [field, ...more] = sendingDates(state);
  if (field && more.length === 0) pushVerb(state, chunk, [field]);
}
