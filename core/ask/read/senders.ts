import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { defaultDate } from '../dates.ts';
import { actorsOf } from '../english/actors.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, pass, type State } from './state.ts';

const sends = patterns.sendersSend;
const sent = /^(shipped|delivered|sent|dispatched)$/;
const joint = patterns.jointOfSenders;

/**
 * "suppliers that deliver to customers in Peru", "how many suppliers ship to Peru": what those who have no date of their
 * own did says only that there are things that went there. It is neither a value, ship, nor a date without its period.
 */
export function takeSenders(state: State): void {
  const { chunks } = state;
  const to = chunks.findIndex((c, at) => at > 1 && lowerOf(state, c) === 'to' && isGoal(state, at + 1));
  const object = namesThings(chunks[to - 1]) && !isActor(state, chunks[to - 1]) ? 1 : 0;
  const at = to - 1 - object;
  const verb = lowerOf(state, chunks[at]);
  if (to < 0 || !(sends.test(verb) || sent.test(verb))) return;
  const doer = chunks.slice(0, at).findLastIndex(c => !joint.test(lowerOf(state, c)));
  const [thing] = thingsOf(state, chunks[doer]);
  const active = doer < at - 1 || sends.test(verb) || isActor(state, chunks[doer]);
  if (thing === undefined || !active || defaultDate(state.catalogue, thing)) return;
  // the period is that of the day on which it went
  if (chunks.some(({ kind }) => kind === 'time' || kind === 'grain')) return;
  pass(state, at, to);
}

/** A place, or things that are in one. */
const isGoal = (state: State, from: number): boolean => {
  const goal = state.chunks.slice(from).find(c => !/^(the|our|all|any|both)$/.test(lowerOf(state, c)));
  return namesThings(goal) || candidatesOf(goal, 'value').some(c => c.weight >= 0.9 && !c.partial);
};

const isActor = (state: State, chunk: Chunk | undefined): boolean => {
  const suppliers = actorsOf('supplied').flatMap(noun => state.lexicon.entities.get(noun) ?? []);
  return thingsOf(state, chunk).some(dataset => suppliers.includes(dataset));
};

const thingsOf = ({ catalogue }: State, chunk: Chunk | undefined): string[] => [
  ...candidatesOf(chunk, 'dataset').flatMap(c => (c.weight > 0.9 ? [c.dataset] : [])),
  ...candidatesOf(chunk, 'metric').flatMap(c =>
    c.weight > 0.9 ? (catalogue.metrics.get(c.metric)?.counts ?? []) : [],
  ),
];
