import type { DraftDimension } from '../draft.ts';
import { lowerOf, type State } from './state.ts';

/** "on average how many lines does an order have", "mean number of lines on an order": one of them stands for each. */
export function averageOfOne(state: State): void {
  const { draft, chunks } = state;
  const [mention, ...more] = draft.mentions;
  if (!draft.averaged || draft.per || draft.perPeriod || draft.measures.length !== 1) return;
  if (!mention || more.length > 0 || !/^(a|an|one|each|every)$/.test(lowerOf(state, chunks[mention.at - 1]))) return;
  if (!draft.dimensions.every(dimension => isTheirs(state, mention.dataset, dimension))) return;
  draft.mentions = [];
  draft.per = { dataset: mention.dataset, at: mention.at, average: true };
}

/** Each of the things has one of it. */
function isTheirs({ catalogue }: State, things: string, dimension: DraftDimension): boolean {
  if (dimension.kind === 'entity') return catalogue.hasOne(things, dimension.dataset);
  return dimension.kind === 'field' && dimension.choice.options.some(o => catalogue.hasOne(things, o.field.dataset));
}

/** "number of orders per day on average": the average of the days, as it is with the average said first. */
export function averageOfPeriod(state: State): void {
  const { draft, chunks } = state;
  const [grain, ...more] = draft.dimensions.filter(dimension => dimension.kind === 'time');
  if (!draft.averaged || draft.per || draft.perPeriod || draft.measures.length !== 1) return;
  if (!grain || more.length > 0 || grain.fields.length > 0) return;
  if (!/^(per|a|an|each|every)$/.test(lowerOf(state, chunks[grain.at - 1]))) return;
  draft.perPeriod = grain.grain;
  draft.dimensions = draft.dimensions.filter(dimension => dimension !== grain);
}
