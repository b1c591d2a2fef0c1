import { isPhrase } from '../chunks.ts';
import { countsRows } from '../counted-rows.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import {
  refuseAdjectiveOfOthers,
  refuseLevelOfNumber,
  refuseSizeAsGroup,
  refuseSizeOfOthers,
  refuseStateOfOthers,
} from './adjectives-of-others.ts';
import { partByAllValues } from './all-values.ts';
import { askedBesides } from './asked-besides.ts';
import { averageOfOne, averageOfPeriod } from './average-of-one.ts';
import { averageOfOwn } from './average-of-own.ts';
import { rankByThings, showBesideRanked } from './beside-ranked.ts';
import { judgeFilters } from './better-or-worse.ts';
import { betweenValues } from './between-values.ts';
import { refuseLostEnds } from './counted-between.ts';
import { countNamedKeys } from './counted-keys.ts';
import { dateOfGrain } from './date-of-grain.ts';
import { passDeedOfFilter } from './deed-of-filter.ts';
import { amountOfDeed } from './deeds.ts';
import { rankDeedOf } from './doer-of-extreme.ts';
import { settleDoneByThose } from './done-by-those.ts';
import { eachInList } from './each-in-list.ts';
import { comparesListed } from './each-of-listed.ts';
import { groupThoseBeside, groupThoseWithTheir, refuseTheirThings } from './each-with-their.ts';
import { settleEarlierPeriods } from './earlier-period.ts';
import { joinEither } from './either.ts';
import { refuseEveryPeriod } from './every-period.ts';
import { asksWhen, asksWhichTime, dateOfEntity } from './first-or-last.ts';
import { growthOfEach, keepChanged, rankByGrowth } from './growth.ts';
import { answerInterrogative } from './interrogatives.ts';
import { kindCounted } from './kinds-counted.ts';
import { refuseAverageOfListed } from './listed-for-each.ts';
import { compareNamed } from './listed-values.ts';
import { placeLoose } from './loose-fields.ts';
import { amountOfMass, refuseNumberOfMass, worthOfThings } from './mass-nouns.ts';
import { rankBy } from './measure-list.ts';
import { measureOfVerb } from './measure-of-verb.ts';
import { keepMissingGroup } from './missing-group.ts';
import { monthsOfYears } from './months-of-years.ts';
import { settleChoice } from './more-of-what.ts';
import { nameExtreme } from './name-of-extreme.ts';
import { percentOfWhole } from './named-before.ts';
import { refuseSecondSubject } from './named-together.ts';
import { keepThoseOn } from './on-things.ts';
import { refuseDeedsOfOwners } from './part-or-all.ts';
import { piecesOfMass } from './pieces-of-mass.ts';
import { passDeedOfRate, refuseSaidOfPart } from './rates-of-deeds.ts';
import { refuseRatioOfPeriod } from './ratio-of-period.ts';
import { amountOfShare } from './share-of-amount.ts';
import { partAmongWhole, shareWithinEach } from './share-phrases.ts';
import { refuseSharedName } from './shared-names.ts';
import { settleSide } from './sides.ts';
import { lowerOf, problem, type State, wordsIn } from './state.ts';
import { pricedBehind } from './superlatives.ts';
import { keepThoseThereNow } from './there-now.ts';
import { keepThoseThatHave } from './those-that-have.ts';
import { totalOfAmount } from './total-of-amount.ts';
import { settleTradePlaces } from './trade-places.ts';
import { refuseUnknownValue } from './value-unknown.ts';
import { valueInMoney } from './valued-in-money.ts';
import { showWhenDone } from './when-listed.ts';
import { dividedByDoers } from './who.ts';
import { togetherWhereFiltered } from './whole-but-filtered.ts';
import { settleWholes } from './whole-of-things.ts';
import { refuseWordOfAmount } from './word-of-amount.ts';

/** "weekly active users on average": the number named before is averaged. */
function averageAfter(state: State): void {
  const { draft, pending } = state;
  const [choice, ...more] = draft.listFields;
  if (pending.aggregate !== 'AVG' || !choice || more.length > 0 || draft.measures.length > 0) return;
  if (choice.options[0]?.field.kind !== 'number') return;
  draft.listFields = [];
  draft.measures.push({ kind: 'aggregate', function: 'AVG', choice, at: choice.at });
  pending.aggregate = undefined;
}

/** What is still pending at the end has found no noun. */
export function finish(state: State): void {
  const { pending, draft } = state;
  if (pending.comparator && !pending.number) reportAt(state, pending.comparator.at, reasons.numberCompareMissing);
  if (pending.number) reportAt(state, pending.number.at, reasons.numberBelongsNothing);
  if (pending.count && draft.measures.length === 0) countWhatIsThere(state);
  else if (pending.count && !saysCountAgain(state)) reportLast(state, ['count'], reasons.clearShouldCounted);
  if (draft.measures.length === 0) measureOfVerb(state);
  passCountedAgain(state);
  groupThoseWithTheir(state);
  groupThoseBeside(state);
  amountOfShare(state);
  partAmongWhole(state);
  settleTradePlaces(state);
  settleEarlierPeriods(state);
  monthsOfYears(state);
  growthOfEach(state);
  rankByGrowth(state);
  keepChanged(state);
  lastTime(state);
  groupSorted(state);
  rankedBehind(state);
  rankDeedOf(state);
  settleDoneByThose(state);
  pricedBehind(state);
  if (pending.superlative && draft.rank?.count === undefined)
    reportAt(state, pending.superlative.at, reasons.clearNumberRank);
  if (pending.negation) reportLast(state, ['negation', 'without'], reasons.clearShouldLeft);
  judgeFilters(state);
  datesOfVerbBehind(state);
  rankByThings(state);
  passDeedOfRate(state);
  refuseSaidOfPart(state);
  dividedByDoers(state);
  nameExtreme(state);
  askedBesides(state);
  averageAfter(state);
  amountOfDeed(state);
  joinEither(state);
  partByAllValues(state);
  keepMissingGroup(state);
  piecesOfMass(state);
  keepThoseOn(state);
  worthOfThings(state);
  amountOfMass(state);
  valueInMoney(state);
  percentOfWhole(state);
  eachInList(state);
  shareWithinEach(state);
  togetherWhereFiltered(state);
  refuseAdjectiveOfOthers(state);
  refuseStateOfOthers(state);
  refuseSizeOfOthers(state);
  refuseLevelOfNumber(state);
  refuseSizeAsGroup(state);
  refuseSharedName(state);
  refuseUnknownValue(state);
  refuseEveryPeriod(state);
  averageOfOne(state);
  averageOfOwn(state);
  averageOfPeriod(state);
  dateOfGrain(state);
  passComparedTotal(state);
  totalOfAmount(state);
  keepThoseThereNow(state);
  refuseWordOfAmount(state);
  if (pending.aggregate && !(pending.aggregate === 'SUM' && draft.measures.length > 0 && !asksTheirTotal(state)))
    reportLast(state, ['aggregate'], reasons.itIsNotClearOfWhichNumber);
  if (pending.frequent) reportAt(state, pending.frequent.at, reasons.unclearValuesShould);
  if (pending.unit) reportAt(state, pending.unit.at, reasons.clearNumberMeant);
  if (pending.way) reportAt(state, pending.way.at, reasons.unclearSaysThings);
  if (pending.also.length > 0) reportLast(state, ['aggregate'], reasons.itIsNotClearOfWhichNumber);
  // "who curates documents", where the documents curated are a number
  const shown = draft.dimensions.length + draft.listFields.length + draft.mentions.length + state.loose.length;
  const unnamed = draft.measures.length > 0 && shown === 0 && state.tokens[0]?.lower === 'who';
  const asksWho = pending.which && pending.which.at < 2 && lowerOf(state, state.chunks[pending.which.at]) === 'who';
  if (!draft.subject && (asksWho || unnamed)) reportAt(state, pending.which?.at ?? 0, reasons.sayThingsMeant);
  if (pending.worth) reportLast(state, ['worth'], reasons.clearNumberMeant);
  if (pending.typical) reportLast(state, ['typical'], reasons.clearShouldAveraged);
  // "orders by priority, sorted by count"
  const [sorted, ...others] = draft.measures;
  const counts =
    sorted?.kind === 'count' || (sorted?.kind === 'metric' && state.catalogue.metrics.get(sorted.metric)?.counts);
  if (pending.sort && draft.saysCount && counts && others.length === 0) draft.sort = { by: sorted, direction: 'DESC' };
  else if (pending.sort && !draft.sort?.direction) reportLast(state, ['sort'], reasons.itIsNotClearByWhatToSort);
  if (pending.group && !isWhole(state, pending.group) && !comparesListed(state, pending.group.at))
    reportAt(state, pending.group.at, reasons.itIsNotClearByWhatToGroup);
  betweenValues(state);
  compareNamed(state);
  settleSide(state);
  countNamedKeys(state);
  settleWholes(state);
  refuseRatioOfPeriod(state);
  refuseAverageOfListed(state);
  for (const choice of state.loose)
    if (!showBesideRanked(state, choice) && !placeLoose(state, choice)) reportAt(state, choice.at, reasons.namedButDo);
  showWhenDone(state);
  passDeedOfFilter(state);
  refuseTheirThings(state);
  refuseLostEnds(state);
  refuseNumberOfMass(state);
  refuseSecondSubject(state);
  refuseDeedsOfOwners(state);
  settleChoice(state);
  keepThoseThatHave(state);
  answerInterrogative(state);
  rankByWhatIsShown(state);
}

/** Of one word there is one number: where another was found to be meant, they are ranked by that one too. */
function rankByWhatIsShown({ draft }: State): void {
  const [only, ...more] = draft.measures;
  const { rank } = draft;
  if (only && more.length === 0 && rank?.by && rank.by !== only && rank.by.at === only.at && only.at > 0)
    draft.rank = { ...rank, by: only };
}

/** "orders with a total between 100k and 150k": it is the number that is compared, which is known by then. */
function passComparedTotal({ pending, chunks, draft }: State): void {
  const at = chunks.findLastIndex(c => isPhrase(c, 'aggregate'));
  const next = chunks[at + 1];
  const compares = isPhrase(next, 'between', 'comparator');
  if (pending.aggregate !== 'SUM' || !compares) return;
  if (draft.filters.some(filter => filter.at > at && filter.at <= at + 5 && /^(worth|total)\b/.test(filter.text)))
    pending.aggregate = undefined;
}

/** "how many are open, and what is their total?": of a number that is not named; "in total" adds nothing. */
function asksTheirTotal(state: State): boolean {
  const at = state.chunks.findLastIndex(c => isPhrase(c, 'aggregate'));
  const before = lowerOf(state, state.chunks[at - 1]);
  return /^(their|its|the|a)$/.test(before) && state.draft.measures.every(measure => measure.at < at);
}

/** "types with fewer than 8 parts in the catalogue", which is what the parts are called together. */
function passCountedAgain({ draft, loose }: State): void {
  const counted = draft.having.flatMap(({ measure }) => (measure.kind === 'count' ? [measure] : []));
  const besides = draft.listFields.length + draft.dimensions.length + loose.length > 0 || draft.subject !== undefined;
  if (besides)
    draft.mentions = draft.mentions.filter(
      mention => !counted.some(({ dataset, at }) => dataset === mention.dataset && at < mention.at),
    );
}

/** "customers sorted by revenue": of each of them. */
function groupSorted({ draft }: State): void {
  const { sort, measures, dimensions, subject, mentions } = draft;
  const by = sort?.by;
  const [mention, ...more] = mentions;
  if (
    !by ||
    !('kind' in by) ||
    measures.length === 0 ||
    dimensions.length > 0 ||
    subject ||
    !mention ||
    more.length > 0
  )
    return;
  if (mention.at > by.at) return;
  draft.mentions = [];
  dimensions.push({ kind: 'entity', dataset: mention.dataset, at: mention.at });
}

/** "in which month was revenue highest": the adjective stands behind the number. */
function rankedBehind(state: State): void {
  const { draft, pending } = state;
  const [measure, ...more] = draft.measures;
  const { superlative } = pending;
  if (!superlative || !measure || more.length > 0 || !draft.subject || draft.rank || superlative.both) return;
  const joint = wordsIn(state, measure.at + 1, superlative.at);
  if (superlative.at > measure.at && joint.every(word => /^(the|at|its|was|is|were|are|been)$/.test(word)))
    rankBy(state, measure);
}

/** "this year, how many lines were received late": the one verb says of which date the time before it is. */
function datesOfVerbBehind({ draft, tokens, chunks }: State): void {
  const [verb, ...verbs] = draft.verbs;
  const [time, ...times] = draft.times;
  if (!verb || !time || verbs.length + times.length > 0 || (verb.used && !verb.spent) || time.fields.length > 0) return;
  const before = tokens
    .slice(0, chunks[verb.at]?.start)
    .findLast(({ lower }) => !/^(already|actually|all)$/.test(lower));
  const isPassive = /^(was|were|been|is|are|got|being)$/.test(before?.lower ?? '');
  if (!isPassive || time.at > verb.at) return;
  draft.times = [{ ...time, fields: verb.fields }];
  verb.used = true;
}

/** "when has customer 10 ordered the last time": the latest date of the verb. */
function lastTime(state: State): void {
  const { draft, pending } = state;
  const verb = draft.verbs.findLast(each => !each.used) ?? draft.verbs.findLast(({ spent }) => spent);
  const [thing, ...things] = draft.mentions;
  // "when did Norway order for the first time"
  if (!verb && thing && things.length === 0 && asksWhichTime(state) && draft.measures.length === 0) {
    draft.mentions = [];
    dateOfEntity(state, thing.dataset);
    return;
  }
  const [field, ...more] = verb?.fields ?? [];
  if (!pending.superlative || !asksWhen(state) || !verb || !field || more.length > 0 || draft.measures.length > 0)
    return;
  const choice = { options: [{ field, weight: 1 }], scope: field.dataset, text: field.label, at: verb.at };
  const last = pending.superlative.direction === 'DESC';
  draft.measures.push({ kind: 'aggregate', function: last ? 'MAX' : 'MIN', choice, at: verb.at });
  verb.used = true;
  pending.superlative = undefined;
}

/** "across everything": no groups at all. */
const isWhole = (state: State, group: { at: number; word: string }): boolean =>
  (/^(in |of |for |at |from )?each$/.test(group.word) && isOfSubject(state, group.at)) ||
  (group.word === 'each' && state.draft.having.length + state.draft.filters.length > 0 && isLast(state, group.at)) ||
  (/^(across|for all|across all|over)/.test(group.word) &&
    state.chunks.slice(group.at + 1).every(c => c.kind === 'filler' || c.kind === 'mark'));

/** "which countries do they come from, and how many are there in each": of each of those that were asked for. */
const isOfSubject = (state: State, at: number): boolean =>
  (state.draft.subject !== undefined || (state.draft.mentions.length > 0 && state.draft.having.length > 0)) &&
  state.draft.measures.length + state.draft.listFields.length > 0 &&
  state.chunks.slice(at + 1).every(c => c.kind === 'mark' || /^(of|them|these|those)$/.test(lowerOf(state, c)));

/** "at least 8 orders of more than 250k each": each of those that were compared. */
const isLast = (state: State, at: number): boolean =>
  state.chunks[at - 1]?.kind === 'number' &&
  state.chunks.slice(at + 1).every(c => c.kind === 'filler' || c.kind === 'mark');

/** "how many are there in Asia": nothing to count was named. */
function countWhatIsThere(state: State): void {
  const [compared, ...more] = state.draft.having;
  // "customers who placed at least 30 orders, and how many each": as many as were compared
  if (compared && more.length === 0 && state.pending.group?.word === 'each' && countsRows(state, compared.measure)) {
    state.draft.measures.push(compared.measure);
    return;
  }
  const mention = state.draft.mentions.shift();
  const kind = mention ? undefined : kindCounted({ ...state, at: state.chunks.length })?.field;
  if (kind) state.draft.measures.push({ kind: 'count', dataset: kind.dataset, at: 0 });
  if (mention) state.draft.measures.push({ kind: 'count', dataset: mention.dataset, at: mention.at });
}

/** "orders by priority, just the counts" */
const saysCountAgain = (state: State): boolean =>
  /(counts?|number|how many)$/.test(
    lowerOf(
      state,
      state.chunks.findLast(c => c.kind === 'phrase'),
    ),
  ) &&
  state.draft.measures.length > 0 &&
  state.draft.measures.every(measure => countsRows(state, measure));

function reportLast(state: State, kinds: readonly string[], reason: string): void {
  const at = state.chunks.findLastIndex(c => c.kind === 'phrase' && kinds.includes(c.phrase.kind));
  if (at >= 0) reportAt(state, at, reason);
}

function reportAt(state: State, at: number, reason: string): void {
  const chunk = state.chunks[at];
  if (chunk) problem(state, chunk, reason);
}
