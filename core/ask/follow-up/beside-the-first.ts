import type { Plan } from '../../plan/schema.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Draft } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { thingsShown } from './named.ts';
import { pointsAtTheirs } from './pointing.ts';
import type { Wording } from './wording.ts';

/**
 * "what is its late rate", behind the top supplier: a number more of that one, beside the one that it was ranked by.
 *
 * @throws Refusal where the last answer has more than one, or the number is of some of its rows only
 */
export function besideTheFirst(draft: Draft, { dimensions, time, limit, orderBy, topPerGroup }: Plan): void {
  if (dimensions.length === 0 && !time?.grain) return;
  const isOne = limit === 1 && orderBy.length > 0 && !topPerGroup;
  const narrowed = draft.filters.length + draft.times.length + draft.having.length + draft.related.length;
  if (!isOne) throw new Refusal(reasons.whichOfThemIt);
  if (narrowed + draft.dimensions.length > 0) throw new Refusal(reasons.onesTheyHangs);
  draft.followUp.add('add');
}

/**
 * "how many orders did they place", behind the top 5 customers: a number more of each of those five, beside the one that
 * they were chosen by.
 *
 * @throws Refusal where the number is of some of their rows only, or of all of them together
 */
export function besideThoseShown(draft: Draft, previous: Plan, wording: Wording, catalogue: Catalogue): void {
  const { limit, topPerGroup, having, dimensions } = previous;
  const isCut = limit !== undefined || topPerGroup !== undefined || having.length > 0;
  const isOfThem = wording.ofThem || pointsAtTheirs(wording);
  if (!isCut || !isOfThem || draft.measures.length === 0) return;
  const { filters, times, having: conditions, related, dimensions: groups, verbs } = draft;
  const narrowed = filters.length + times.length + conditions.length + related.length + groups.length + verbs.length;
  const together = wording.tokens.some(({ lower }) => togetherWords.test(lower)) || draft.averaged;
  const ofEach = draft.measures.every(measure => measure.kind !== 'aggregate' || measure.function !== 'AVG');
  if (dimensions.length === 0 || narrowed > 0 || together || !ofEach || draft.rank || draft.share)
    throw new Refusal(reasons.onesTheyHangs);
  draft.followUp.add('add');
  showOwnNumbers(draft, previous, catalogue);
}

/**
 * "what is their price": each has its own, and no total of it is asked for.
 *
 * @throws Refusal where it is a number of something else
 */
function showOwnNumbers(draft: Draft, previous: Plan, catalogue: Catalogue): void {
  const things = thingsShown(catalogue, previous);
  draft.measures = draft.measures.filter(measure => {
    if (measure.kind !== 'aggregate' || measure.function !== 'SUM') return true;
    const own = measure.choice.options.filter(({ field }) =>
      things.some(thing => catalogue.hasOne(thing, field.dataset)),
    );
    if (own.length === 0) throw new Refusal(reasons.onesTheyHangs);
    draft.listFields.push({ ...measure.choice, options: own });
    return false;
  });
}

const togetherWords = patterns.sayTogether;

/**
 * "who supplies it", behind the best-selling part: of the first of a ranking there is one country, but many suppliers,
 * and the first of all pairs may be of another part.
 *
 * @throws Refusal where each may have several
 */
export function refuseManyOfThem({ subject }: Draft, { limit, dimensions }: Plan, catalogue: Catalogue): void {
  if (limit === undefined || dimensions.length === 0) return;
  const asked = subject?.kind === 'entity' ? [subject.dataset] : [];
  const fields = subject?.kind === 'field' ? subject.choice.options.map(({ field }) => field.dataset) : [];
  const homes = dimensions.map(({ field }) => field.split('.')[0] ?? '');
  const datasets = [...asked, ...fields];
  if (datasets.length > 0 && !datasets.some(each => homes.some(home => catalogue.hasOne(home, each))))
    throw new Refusal(reasons.manyOfThem);
}
