import { type Chunk, candidatesOf, namesNumber } from '../chunks.ts';
import { comparisonOf, conditionsOf } from '../conditions.ts';
import { countedRows, thingsCounted } from '../counted-rows.ts';
import type { DraftMeasure, FieldChoice } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { stemsOf } from '../words.ts';
import { averageOf, takeEndsOfAverage, takeMedianOfAverage } from './aggregates.ts';
import { countNamedBefore, isCountBeside } from './counts-beside.ts';
import { asksWhichTime, dateOfEntity } from './first-or-last.ts';
import { kindCounted } from './kinds-counted.ts';
import { amountCompared, massNounAt } from './mass-nouns.ts';
import { addHaving, hasMeasure, rankBy, rankPerThing } from './measure-list.ts';
import { isExclusion, takeHeld } from './negated-values.ts';
import { applyNumbersTo } from './number-filters.ts';
import { isHadByThings } from './numbers-had.ts';
import { piecesHeld } from './pieces-held.ts';
import { hadByThings, someRowsOf } from './rows-had.ts';
import { besideFirst, isBesideAnother, isOfCounted, restrictBy } from './second-measures.ts';
import { problem, type State, wordBefore, wordsIn } from './state.ts';
import { isUnit, isUnitOfNumber, saysUnitAgain } from './unit-nouns.ts';

/** A number has been named: where does it belong? */
export function placeMeasure(state: State, named: DraftMeasure, chunk: Chunk): void {
  if (takeEndsOfAverage(state, named) || takeMedianOfAverage(state, named)) return;
  let measure = named;
  const { draft, pending } = state;
  if (pending.count && isCountBeside(state) && !countNamedBefore(state)) problem(state, chunk, reasons.sayCountNumber);
  // "how many dryers had late jobs": the noun that is counted is of other things than the number
  const kind = pending.count && named.kind === 'metric' ? kindCounted(state) : undefined;
  const home = state.catalogue.metrics.get(named.kind === 'metric' ? named.metric : '')?.home;
  if (kind && kind.chunk !== chunk && home !== kind.dataset)
    problem(state, kind.chunk, reasons.unclearShouldCountedName);
  pending.count = undefined;
  if (saysUnitAgain(state, chunk)) return;
  if (isUnit(state)) {
    if (isUnitOfNumber(state, chunk)) return;
    problem(state, chunk, reasons.saysMeasureNumber);
    return;
  }
  const ofThings = pending.comparator && pending.number ? numberOfThings(state, chunk) : undefined;
  const pieces = ofThings || isOfMassBehind(state) ? undefined : piecesHeld(state, chunk);
  if (pieces && pieces !== 'unclear') measure = { kind: 'metric', metric: pieces, at: state.at };
  if (isUnitBehindAnswer(state, chunk) || pieces === 'unclear') {
    problem(state, chunk, reasons.saysMeasureName);
    return;
  }
  const counted = measure.kind === 'metric' ? state.catalogue.metrics.get(measure.metric)?.counts : undefined;
  if (counted !== undefined && asksWhichTime(state)) {
    dateOfEntity(state, counted);
    return;
  }
  if (pending.comparator && pending.number) {
    const held = amountCompared(state, chunk);
    if (held !== undefined) addHaving(state, { kind: 'metric', metric: held, at: state.at });
    else if (ofThings) applyNumbersTo(state, ofThings, [pending.number.value], chunk);
    else addHaving(state, measure);
    return;
  }
  if (holdsOne(state, measure)) {
    draft.having.push({ measure, operator: '>=', values: [1], percent: false });
    return;
  }
  const had = hadByThings(state, measure);
  if (had) {
    draft.related.push(had);
    return;
  }
  // "orders with a discount by channel", where the number is what all of them got: of which orders is not said by it
  if (isHadByThings(state, measure)) problem(state, chunk, reasons.numberOwnClearDo);
  const rows = isNoneOf(state) ? countedRows(state.catalogue, measure) : undefined;
  // "revenue without returned lines": rows of the number itself
  if (rows?.filters && isOfMeasured(state, rows.dataset)) {
    restrictBy(state, measure, chunk);
    return;
  }
  // of things, not of months or values
  if (rows && [draft.subject, ...draft.dimensions].every(group => group === undefined || group.kind === 'entity')) {
    const filters = [...(rows.filters ?? []), ...takeHeld(state)];
    draft.related.push({ dataset: rows.dataset, negated: true, at: state.at, filters });
    pending.negation = undefined;
    return;
  }
  const some = isNoneOf(state) ? someRowsOf(state, measure) : undefined;
  if (some && isOfMeasured(state, some.dataset)) {
    problem(state, chunk, reasons.unclearRowsShould);
    pending.negation = undefined;
    return;
  }
  // "customers without late lines": those too that have no lines
  if (some && [draft.subject, ...draft.dimensions].every(group => group === undefined || group.kind === 'entity')) {
    draft.related.push({ ...some, negated: true, filters: takeHeld(state) });
    pending.negation = undefined;
    return;
  }
  const none = pending.negation === 'without' ? rowsOfNone(state, measure) : undefined;
  // "parts that had no sales": no rows that such a number could be of
  if (none !== undefined) {
    draft.related.push({ dataset: none, negated: true, at: state.at, filters: takeHeld(state) });
    pending.negation = undefined;
    return;
  }
  if (pending.negation === 'without' && measure.kind === 'metric') {
    draft.having.push({ measure, operator: '=', values: [0], percent: false });
    pending.negation = undefined;
    return;
  }
  const beside = besideFirst(state, measure, chunk);
  if (beside === undefined) {
    problem(state, chunk, reasons.unclearNumberThese);
    return;
  }
  measure = beside;
  if (ranksWhatWasNamed(state, measure)) return;
  state.mention = { kind: 'measure', measure };
  if (pending.sort) {
    draft.sort = { by: measure, direction: draft.sort?.direction };
    pending.sort = false;
    pending.group = undefined;
    if (!hasMeasure(state, measure)) draft.measures.push(measure);
    return;
  }
  if (pending.group && draft.rank?.implied) {
    draft.measures = draft.measures.filter(m => m !== draft.rank?.by);
    draft.rank = { ...draft.rank, by: undefined, implied: false };
  }
  if (pending.superlative || (pending.group && draft.rank && !draft.rank.by)) {
    if (pending.superlative && isLargeThing(state, measure, chunk)) problem(state, chunk, reasons.sayNumberLargest);
    else rankBy(state, measure);
    // "the highest average monthly revenue": of the months
    if (draft.perPeriod && pending.aggregate === 'AVG') pending.aggregate = undefined;
    return;
  }
  if (pending.group && /^by/.test(pending.group.word) && draft.measures.length > 0) {
    problem(state, chunk, reasons.numberSayField);
    pending.group = undefined;
    return;
  }
  if (pending.group && /^(per|for each|for every)/.test(pending.group.word) && draft.measures.length > 0) {
    rankPerThing(state);
    draft.ratio = true;
  } else if (isBesideAnother(state, measure)) {
    if (isOfCounted(state)) {
      state.mention = { kind: 'measure', measure };
      return;
    }
    restrictBy(state, measure, chunk);
    return;
  }
  pending.group = undefined;
  if (pending.typical && measure.kind === 'metric') {
    const named = averageOf(state, chunk);
    if (named === undefined) draft.averaged = true;
    else measure = { ...measure, metric: named };
  }
  pending.aggregate = pending.aggregate === 'SUM' ? undefined : pending.aggregate;
  if (pending.aggregate === 'AVG') pending.aggregate = undefined;
  pending.typical = false;
  pending.which = undefined;
  if (!hasMeasure(state, measure)) draft.measures.push(measure);
}

/** "orders with a late line": with at least one of those that each may have many of. */
function holdsOne(state: State, measure: DraftMeasure): boolean {
  const { draft, catalogue, pending } = state;
  const [verb, article] = wordsIn(state, Math.max(0, state.at - 2), state.at);
  const info = measure.kind === 'metric' ? catalogue.metrics.get(measure.metric) : undefined;
  const some = countedRows(catalogue, measure)?.filters ?? comparisonOf(catalogue, info?.name ?? '');
  const things =
    draft.subject?.kind === 'entity'
      ? draft.subject.dataset
      : (draft.mentions[0]?.dataset ?? thingsCounted(catalogue, draft.measures[0]));
  const held =
    /^(have|has|had|having|with|contain|contains|containing)$/.test(verb ?? '') && /^(a|an|any)$/.test(article ?? '');
  if (!held || !some || !info || things === undefined || pending.negation || pending.group) return false;
  return catalogue.reach(things, info.home).kind === 'down';
}

const isOfMeasured = ({ draft, catalogue }: State, dataset: string): boolean => {
  const [first] = draft.measures;
  return (
    draft.subject === undefined &&
    draft.mentions.length === 0 &&
    first !== undefined &&
    (first.kind === 'count' ? first.dataset : first.kind === 'metric' && catalogue.metrics.get(first.metric)?.home) ===
      dataset
  );
};

/** "visitors without bookings", "visitors who did not book": of things that were named before. */
const isNoneOf = (state: State): boolean =>
  state.pending.negation === 'without' ||
  (isExclusion(state) &&
    (state.draft.mentions.length > 0 || state.draft.subject?.kind === 'entity' || state.draft.measures.length === 1));

/** Where a total is summed, when each of the things that were named has many rows there. */
function rowsOfNone({ draft, catalogue }: State, measure: DraftMeasure): string | undefined {
  const info = measure.kind === 'metric' ? catalogue.metrics.get(measure.metric) : undefined;
  const [first] = draft.measures;
  const counted = thingsCounted(catalogue, first);
  const things = draft.subject?.kind === 'entity' ? draft.subject.dataset : (draft.mentions[0]?.dataset ?? counted);
  if (!info?.additive || /CASE/.test(info.text) || things === undefined || draft.dimensions.length > 0)
    return undefined;
  return catalogue.reach(things, info.home).kind === 'down' ? info.home : undefined;
}

/** "on which day was the biggest order placed": one thing that is large itself, and not the day with the most of them. */
function isLargeThing(state: State, measure: DraftMeasure, chunk: Chunk): boolean {
  const { tokens, lexicon, catalogue } = state;
  const isPart = measure.kind === 'metric' && conditionsOf(catalogue, measure.metric) !== undefined;
  if (measure.kind === 'metric' && catalogue.metrics.get(measure.metric)?.counts === undefined && !isPart) return false;
  // "the biggest open deal"
  const [thing, ...others] = tokens.slice(isPart ? chunk.end - 1 : chunk.start, chunk.end);
  const isNumber = others.some(({ lower }) => /^(counts?|numbers?|quantit(y|ies)|volumes?|totals?)$/.test(lower));
  const isOne = thing !== undefined && lexicon.entities.has(thing.stem) && !/s$/.test(thing.lower);
  return isOne && !isNumber && /^(big|larg|small|high|low|huge)/.test(wordBefore(state));
}

/** "customers by revenue": each with its number, the largest first. */
function ranksWhatWasNamed(state: State, measure: DraftMeasure): boolean {
  const { draft, pending } = state;
  if (!/^by( the)?$/.test(pending.group?.word ?? '') || draft.measures.length > 0 || draft.rank || draft.subject)
    return false;
  const loose = state.loose.at(-1);
  const mention = draft.mentions.at(-1);
  if (!loose && !mention) return false;
  if (loose) {
    draft.dimensions.push({ kind: 'field', choice: loose });
    state.loose = state.loose.filter(choice => choice !== loose);
    draft.listFields = draft.listFields.filter(choice => choice !== loose);
  } else if (mention) {
    draft.dimensions.push({ kind: 'entity', dataset: mention.dataset, at: mention.at });
    draft.mentions = draft.mentions.filter(other => other !== mention);
  }
  draft.measures.push(measure);
  draft.sort = { by: measure, direction: 'DESC' };
  pending.group = undefined;
  state.mention = { kind: 'measure', measure };
  return true;
}

/** "stock records with less than 20 pieces": the pieces that each record counts, not those of another number. */
export function numberOfThings(state: State, chunk: Chunk): FieldChoice | undefined {
  const { draft, catalogue } = state;
  const [measure] = draft.measures;
  const dataset =
    draft.subject?.kind === 'entity'
      ? draft.subject.dataset
      : measure?.kind === 'count'
        ? measure.dataset
        : (draft.mentions.at(-1)?.dataset ?? undefined);
  if (dataset === undefined || namesNumber(chunk)) return undefined;
  const stems = state.tokens.slice(chunk.start, chunk.end).map(token => token.stem);
  // what a number counts is what its description begins with
  const [field, ...more] = catalogue.fieldsOf(dataset).filter(({ kind, isIdentifier, field: { description = '' } }) => {
    const said = stemsOf(description).slice(0, stems.length + 1);
    return kind === 'number' && !isIdentifier && stems.every(stem => said.includes(stem));
  });
  return field && more.length === 0
    ? { options: [{ field, weight: 0.9 }], scope: dataset, text: field.label, at: state.at }
    : undefined;
}

/** "now in pieces instead": behind an answer, a part of a number's name only says in what it should be. */
const isUnitBehindAnswer = (state: State, chunk: Chunk): boolean =>
  state.draft.followUp.size > 0 &&
  state.draft.measures.length === 0 &&
  wordBefore(state) === 'in' &&
  candidatesOf(chunk, 'metric').every(c => c.weight < 0.9);

/** "hold more than 500 pieces in stock": pieces of what stands behind. */
const isOfMassBehind = (state: State): boolean =>
  state.pending.comparator !== undefined &&
  /^(in|on)$/.test(wordsIn(state, state.at + 1, state.at + 2).join(' ')) &&
  massNounAt(state, state.at + 2) !== undefined;
