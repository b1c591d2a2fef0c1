import type { FieldInfo } from '../catalogue.ts';
import { candidatesOf, isPhrase } from '../chunks.ts';
import { countsRows } from '../counted-rows.ts';
import type { DraftDimension, DraftMeasure } from '../draft.ts';
import { comparedPerThing } from './combined-numbers.ts';
import { rankPerThing } from './measure-list.ts';
import { measureOfVerbBefore } from './measure-of-verb.ts';
import { lowerOf, nextContent, type State, wordsIn } from './state.ts';

/** Groups by the things of a dataset, or averages over them behind "per". */
export function groupByEntity(state: State, dataset: string): void {
  const { draft, pending } = state;
  const word = pending.group?.word ?? 'by';
  if (/^per/.test(word) && isOfRanked(state, dataset)) {
    rankPerThing(state);
    pending.group = undefined;
    draft.per = { dataset, at: state.at, average: true };
    return;
  }
  if (/^per/.test(word)) rankPerThing(state);
  if (/^per/.test(word) && comparedPerThing(state)) {
    pending.group = undefined;
    draft.per = { dataset, at: state.at, average: true };
    return;
  }
  measureOfVerbBefore(state);
  pending.group = undefined;
  const named = state.catalogue.nameField(dataset);
  const perLike =
    /^per/.test(word) || (/^(each|every|for each|for every|in each|of each)/.test(word) && draft.averaged);
  // teams whose key is their name
  const hasName = named !== undefined && (!named.isKey || /(^|_)(name|title)$/.test(named.name));
  // "revenue for all orders": rows without names are no groups that anybody would look at
  if (/ all$/.test(word) && !hasName && draft.measures.length > 0) return;
  const [only] = draft.measures;
  // "loans per artist" are groups, "loans per artist in each country" an average
  const counts =
    draft.measures.length === 1 &&
    only !== undefined &&
    ((countsRows(state, only) && (groupsFollow(state) || !(state.promoted || isKindOf(state, named)))) ||
      (adds(state, only) && groupOfThings(state, dataset)));
  // "revenue per buying customer": one stands for all who did so
  const ofDoing = word === 'per' && isDoing(lowerOf(state, state.chunks[state.at - 1]));
  const averages = draft.measures.every(
    m =>
      (m.kind === 'aggregate' && m.function === 'AVG') ||
      (m.kind === 'metric' && !adds(state, m) && !countsRows(state, m)),
  );
  // without a key of their own they can't be counted, and so are groups
  const isKind = hasName && state.catalogue.keyField(dataset) === undefined;
  if (
    perLike &&
    !isKind &&
    !(hasName && averages) &&
    (draft.averaged || !hasName || counts || ofDoing) &&
    draft.measures.length > 0
  ) {
    draft.per = { dataset, at: state.at, average: draft.averaged || !hasName || ofDoing };
    return;
  }
  draft.dimensions.push({ kind: 'entity', dataset, at: state.at, ...(/ all$/.test(word) && { all: true }) });
}

/** "per ordering customer": those of whom there is some. */
export const isDoing = (word: string): boolean => /^(buying|paying|ordering|purchasing|booking)$/.test(word);

/** "top 5 countries by revenue per customer": each of the customers is in one of the countries that are ranked. */
function isOfRanked({ draft, pending, catalogue }: State, dataset: string): boolean {
  const { rank, subject } = draft;
  if (rank?.by?.kind !== 'metric' || !pending.group || rank.by.at !== pending.group.at - 1) return false;
  const ranked =
    subject?.kind === 'entity'
      ? subject.dataset
      : subject?.kind === 'field'
        ? subject.choice.options[0]?.field.dataset
        : undefined;
  const adds = catalogue.metrics.get(rank.by.metric)?.additive === true;
  return adds && ranked !== undefined && catalogue.reach(dataset, ranked).kind === 'up';
}

/** Of few names, each is a kind that numbers are split by: customers per tariff; of many, one stands for all. */
function isKindOf({ values }: State, named: FieldInfo | undefined): boolean {
  const known = named && values.fields.get(named.id);
  return known !== undefined && !known.truncated && known.values.length > 0 && known.values.length <= FEW;
}

const FEW = 30;

const groupsFollow = (state: State): boolean => state.chunks.slice(state.at + 1).some(c => isPhrase(c, 'group'));

/** "tickets per agent in each team": an average per agent, as the groups are said after. */
export function isPerThingInGroups(state: State, field: FieldInfo): boolean {
  const { draft, pending, catalogue } = state;
  const [measure, ...more] = draft.measures;
  if (!/^(per|a)$/.test(pending.group?.word ?? '') || !measure || more.length > 0) return false;
  if (field !== catalogue.nameField(field.dataset) && !field.isKey) return false;
  if (isOfRanked(state, field.dataset)) return true;
  // "average number of users per account", where accounts are called by their name
  if (draft.averaged && (countsRows(state, measure) || adds(state, measure))) return true;
  if (countsRows(state, measure)) return groupsFollow(state);
  return adds(state, measure) && groupOfThings(state, field.dataset);
}

const adds = (state: State, measure: DraftMeasure): boolean =>
  measure.kind === 'metric' && state.catalogue.metrics.get(measure.metric)?.additive === true;

/** "revenue per customer by segment": the groups behind are of the things, so each has an average of its own. */
function groupOfThings(state: State, dataset: string): boolean {
  const at = state.chunks.findIndex((c, i) => i > state.at && isPhrase(c, 'group'));
  const next = at < 0 ? undefined : nextContent(state, at + 1)?.chunk;
  const fields = candidatesOf(next, 'field').filter(({ weight }, i) => i === 0 || weight >= 0.8);
  return fields.some(({ field }) => state.catalogue.hasOne(dataset, field.dataset));
}

/** "by region and segment": the next field goes on with the list. */
export const nextIsList = (state: State): boolean => {
  const next = nextContent(state, state.at + 1);
  if (!next || candidatesOf(next.chunk, 'field').length === 0) return false;
  const joint = wordsIn(state, state.at + 1, next.at);
  return isList(joint) && !isRanked(state, next.at);
};

const isList = (joint: readonly string[]): boolean =>
  joint.some(word => word !== 'the') && joint.every(word => /^(and|,|then|the|&|by)$/.test(word));

/** "for every maker, the brand with the most units": what is ranked in each group is no group itself. */
export const isRanked = (state: State, at = state.at): boolean => {
  const next = nextContent(state, at + 1);
  const led = state.chunks.slice(at + 1, next?.at).some(c => /^(with|has|have|had|having)$/.test(lowerOf(state, c)));
  return led && next?.chunk.kind === 'phrase' && next.chunk.phrase.kind === 'superlative';
};

/** Whether the name at hand goes on with the list that the dimension before began. */
export const followsList = (state: State, previous: DraftDimension): boolean => {
  const at = previous.kind === 'field' ? previous.choice.at : previous.at;
  const joint = wordsIn(state, at + 1, state.at);
  return isList(joint) && !isRanked(state);
};
