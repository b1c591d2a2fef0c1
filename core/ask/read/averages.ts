import type { AggregateFunction } from '../draft.ts';
import { aggregate } from './aggregates.ts';
import { lowerOf, onlySeparators, type State } from './state.ts';

/** "on average" after the nouns averages what was read; before a noun it waits for it. */
export function readAggregate(state: State, fn: AggregateFunction): void {
  const { draft, pending } = state;
  if (fn === 'AVG') draft.averaged = true;
  const after = /^(on|in|in the) average$/.test(lowerOf(state, state.chunks[state.at]));
  const [mention, ...more] = draft.mentions;
  if (
    after &&
    draft.measures.length === 1 &&
    !draft.per &&
    mention &&
    more.length === 0 &&
    draft.dimensions.length === 0
  ) {
    draft.mentions = [];
    draft.per = { dataset: mention.dataset, at: mention.at, average: true };
    return;
  }
  // "revenue per customer on average": of each, so they are no groups
  const [group, ...others] = draft.dimensions;
  const [measure] = draft.measures;
  // "stock per supplier": how many rows it has is not what is averaged
  const isMass = measure?.kind === 'count' && !/s$/.test(lowerOf(state, state.chunks[measure.at]));
  if (
    after &&
    draft.measures.length === 1 &&
    !isMass &&
    !draft.per &&
    group?.kind === 'entity' &&
    others.length === 0
  ) {
    draft.dimensions = [];
    draft.per = { dataset: group.dataset, at: group.at, average: true };
    return;
  }
  if (after && draft.measures.length > 0) {
    if (draft.per) draft.per = { ...draft.per, average: true };
    return;
  }
  // "list price on average by size": the number right before it is averaged
  const listed = draft.listFields.at(-1);
  if (after && fn === 'AVG' && draft.listFields.length === 1 && listed?.at === state.at - 1 && !draft.subject) {
    draft.listFields = [];
    aggregate(state, listed, fn);
    return;
  }
  const held = pending.superlative;
  // "lowest, average and highest price"
  const parted = held !== undefined && state.at > held.at + 1 && onlySeparators(state, held.at + 1, state.at);
  if (parted && held.function && !held.quantity && draft.rank === undefined) {
    // "longest, shortest and average"
    if (held.both) pending.also.push(held.function === 'MIN' ? 'MAX' : 'MIN');
    pending.also.push(held.function);
    pending.superlative = undefined;
  }
  if (pending.aggregate !== undefined && pending.aggregate !== fn) pending.also.push(pending.aggregate);
  pending.aggregate = fn;
}

/** "7 day moving average": the number before gives the periods. */
export function readMoving(state: State): void {
  const held = state.pending.number;
  state.draft.moving = held && Number.isInteger(held.value) ? held.value : (state.draft.moving ?? 3);
  if (held) state.pending.number = undefined;
}
