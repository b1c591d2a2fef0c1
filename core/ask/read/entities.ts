import type { Chunk } from '../chunks.ts';
import type { DraftMeasure } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { ask, isAskedFor } from './asked.ts';
import { areDated } from './dated-things.ts';
import { asksWhichTime, dateOfEntity } from './first-or-last.ts';
import { areTheseFrom, areThoseIn, datesOfGrain, isDoer, isRankedBy, isWholeOfMeasured } from './grouped-things.ts';
import { followsList, groupByEntity } from './groups.ts';
import { kindCounted } from './kinds-counted.ts';
import { amountAt, massNounAt } from './mass-nouns.ts';
import { addHaving } from './measure-list.ts';
import { placeMeasure } from './measures.ts';
import { isExclusion, takeHeld } from './negated-values.ts';
import { isOwnerOfNext, namesNumberOfOthers, startsComparison } from './noun-before-field.ts';
import { isLastOfNumbers, isOneOfNumbers } from './numbers-listed.ts';
import { isFigureOfSpeech } from './place-of-deed.ts';
import { comparesPlace, isPlaceOfCompared, isPlaceOfMeasured, measuresPlace } from './places.ts';
import { saysHas } from './second-measures.ts';
import { isPlural, lowerOf, onlySeparators, problem, type State, textOf, wordBefore, wordsIn } from './state.ts';

const endsOfEntities = patterns.endsOfEntities;

const havingEntities = patterns.havingEntities;

/** An entity (a dataset's noun): counted, grouped by, asked for, excluded, or just whose things they are. */
export function placeEntity(state: State, dataset: string, chunk: Chunk): void {
  const { draft, pending } = state;
  const count: DraftMeasure = { kind: 'count', dataset, at: state.at };
  if (namesNumberOfOthers(state, dataset)) {
    problem(state, chunk, reasons.numberOwnCalled);
    return;
  }
  const kind = pending.count && kindCounted(state);
  if (kind) {
    const { field } = kind;
    const of = field && state.catalogue.reach(field.dataset, dataset).kind;
    if (!field || (of !== 'up' && of !== 'same')) {
      problem(state, kind.chunk, reasons.unclearShouldCountedName);
      pending.count = undefined;
      return;
    }
    draft.measures.push({ kind: 'count', dataset: field.dataset, at: state.at });
    pending.count = undefined;
    state.scope = dataset;
    return;
  }
  if (pending.count) {
    placeCount(state, dataset, chunk);
    return;
  }
  if (
    draft.share &&
    draft.measures.length === 1 &&
    (draft.measures[0]?.at ?? 0) < draft.share.at &&
    onlySeparators(state, draft.share.at + 1, state.at)
  ) {
    // "late lines as a share of all lines": the whole is counted
    draft.measures.push(count);
    state.scope = dataset;
    return;
  }
  if (isWholeOfShare(state, dataset)) {
    draft.measures.push({ ...count, at: draft.mentions.shift()?.at ?? 0 }, count);
    state.scope = dataset;
    return;
  }
  if (draft.ratio && draft.measures.length < 2 && !pending.group) {
    placeCount(state, dataset, chunk);
    return;
  }
  if (draft.perPeriod && pending.aggregate === 'AVG' && draft.measures.length === 0) {
    // "average monthly orders": how many there are in each
    pending.aggregate = undefined;
    placeCount(state, dataset, chunk);
    return;
  }
  if (pending.comparator && pending.number) {
    const amount = amountAt(state, state.at);
    addHaving(state, amount === undefined ? count : { kind: 'metric', metric: amount, at: state.at });
    state.mention = { kind: 'entity', dataset };
    state.scope = dataset;
    return;
  }
  if (pending.negation && isExclusion(state)) {
    draft.related.push({ dataset, negated: true, at: state.at, filters: takeHeld(state) });
    pending.negation = undefined;
    state.scope = dataset;
    return;
  }
  const sizes = pending.superlative && !pending.superlative.quantity ? amountAt(state, state.at) : undefined;
  if (sizes !== undefined && endsOfEntities.test(pending.superlative?.word ?? '')) {
    placeMeasure(state, { kind: 'metric', metric: sizes, at: state.at }, chunk);
    return;
  }
  if (
    pending.superlative?.quantity &&
    (draft.subject ||
      state.loose.length > 0 ||
      draft.dimensions.length > 0 ||
      isMostOfThings(state, dataset) ||
      // "only the five with the least stock"
      (draft.followUp.has('only') && saysHas(state, pending.superlative.at)))
  ) {
    const amount = amountAt(state, state.at);
    placeMeasure(state, amount === undefined ? count : { kind: 'metric', metric: amount, at: state.at }, chunk);
    return;
  }
  if (pending.superlative?.quantity && draft.measures.length > 0) {
    problem(state, chunk, reasons.unclearThingsNumber);
    return;
  }
  if (pending.sort && state.draft.sort) {
    draft.sort = { by: count, direction: draft.sort?.direction };
    pending.sort = false;
    return;
  }
  const last = draft.dimensions.at(-1);
  const grouped = pending.group !== undefined || (last !== undefined && followsList(state, last));
  const dates = grouped ? datesOfGrain(state, dataset) : [];
  if (dates.length > 0) {
    state.openField = {
      choice: { options: dates, scope: dataset, text: textOf(state, chunk), at: state.at },
      placed: true,
    };
    return;
  }
  if (last && !pending.group && areDated(state, dataset)) return;
  if (last && !pending.group && followsList(state, last) && areThoseIn(state, dataset, last)) {
    state.mention = { kind: 'entity', dataset };
    state.scope = dataset;
    return;
  }
  if (last?.kind === 'time' && !pending.group && followsList(state, last) && areNumbered(state, dataset, chunk)) {
    // "revenue by month and orders": one line for each order, or how many there were?
    problem(state, chunk, reasons.sayDoGroup);
    return;
  }
  if (last && !pending.group && followsList(state, last)) {
    draft.dimensions.push({ kind: 'entity', dataset, at: state.at });
    state.scope = dataset;
    return;
  }
  if (isOwnerOfNext(state, dataset) && !(isAskedFor(state) && startsComparison(state))) {
    state.scope = dataset;
    return;
  }
  state.mention = { kind: 'entity', dataset };
  state.scope = dataset;
  if ((pending.typical || pending.aggregate === 'AVG') && draft.measures.some(m => counts(state, m, dataset))) {
    problem(state, chunk, reasons.sayNumberAveraged);
    pending.typical = false;
    pending.aggregate = undefined;
    return;
  }
  if (pending.typical || (pending.aggregate === 'AVG' && draft.measures.length > 0)) {
    draft.per = { dataset, at: state.at, average: true };
    pending.typical = false;
    pending.aggregate = undefined;
    return;
  }
  if (isInOne(state, dataset)) {
    draft.per = { dataset, at: state.at, average: true };
    return;
  }
  const verb = draft.verbs.at(-1);
  // "received by customers", "by the customer": who did it; "shipped by supplier region" is for each of them
  const doers = chunk.end - chunk.start === 1 && (isPlural(state, chunk) || pending.group?.word === 'by the');
  if (/^by( the)?$/.test(pending.group?.word ?? '') && doers && verb && verb.at === (pending.group?.at ?? 0) - 1) {
    pending.group = undefined;
    return;
  }
  if (pending.group && (isDoer(state, dataset) || isWholeOfMeasured(state, dataset))) {
    pending.group = undefined;
    return;
  }
  if (pending.group && areTheseFrom(state)) {
    pending.group = undefined;
    problem(state, chunk, reasons.eachAllTogetherSay);
    return;
  }
  if (pending.group && isRankedBy(state, dataset)) {
    placeMeasure(state, count, chunk);
    return;
  }
  if (pending.group) {
    groupByEntity(state, dataset);
    return;
  }
  if (asksWhichTime(state)) {
    dateOfEntity(state, dataset);
    return;
  }
  if (isAskedFor(state)) {
    ask(state, { kind: 'entity', dataset, at: state.at }, chunk);
    return;
  }
  if (isOneOfNumbers(state) || isLastOfNumbers(state, dataset) || isTotalBeside(state)) {
    placeOneOfNumbers(state, count, chunk);
    return;
  }
  if (draft.measures.length > 0 && wordBefore(state).match(/^(and|,|&|plus)$/)) {
    problem(state, chunk, reasons.sayDoGroup);
    return;
  }
  if (isPlaceOfCompared(state, dataset)) {
    if (comparesPlace(state, dataset)) return;
    problem(state, chunk, reasons.unclearSaysNumber);
    return;
  }
  if (isPlaceOfMeasured(state, dataset, massNounAt(state, state.at) !== undefined)) {
    if (measuresPlace(state, dataset)) return;
    problem(state, chunk, reasons.unclearSaysNumber);
    return;
  }
  if (isColumnToo(state, dataset, chunk)) return;
  if (isFigureOfSpeech(state, dataset, chunk)) {
    problem(state, chunk, reasons.sayValueDateModel);
    return;
  }
  const joint = jointBefore(state);
  draft.mentions.push({
    dataset,
    at: state.at,
    text: textOf(state, chunk),
    owns: joint === 'of',
    from: joint === 'from',
    led: joint === 'for',
  });
}

/** Things that have numbers alone, and no names. */
const areNumbered = (state: State, dataset: string, chunk: Chunk): boolean =>
  isPlural(state, chunk) && state.catalogue.nameField(dataset)?.isKey !== false && state.draft.measures.length > 0;

/** "revenue by region and total orders": how many there are in each. */
function isTotalBeside({ draft, chunks, tokens, at }: State): boolean {
  const start = chunks[at]?.start ?? 0;
  const led = tokens.slice(Math.max(0, start - 3), start).map(token => token.lower);
  return (
    draft.measures.length > 0 && /(^| )(and|,|&|plus|with) (the |our |their )?(total|overall)$/.test(led.join(' '))
  );
}

/** "average number of lines in an order": one of those that have many of what is counted. */
function isInOne({ draft, catalogue, chunks, tokens, at }: State, dataset: string): boolean {
  const [measure, ...more] = draft.measures;
  const start = chunks[at]?.start ?? 0;
  const led = tokens.slice(Math.max(0, start - 3), start).map(token => token.lower);
  const one = /(^| )(in|on|within) (an?|one|a single)$/.test(led.join(' '));
  const home =
    measure?.kind === 'count'
      ? measure.dataset
      : measure?.kind === 'metric'
        ? catalogue.metrics.get(measure.metric)?.home
        : undefined;
  if (!one || !draft.averaged || draft.per || more.length > 0 || home === undefined) return false;
  return home !== dataset && catalogue.hasOne(home, dataset);
}

/** "stock and revenue": of a mass noun its amount, and not how many rows there are; else the things are counted. */
function placeOneOfNumbers(state: State, count: DraftMeasure, chunk: Chunk): void {
  const mass = massNounAt(state, state.at) !== undefined;
  const metric = mass ? amountAt(state, state.at) : undefined;
  if (mass && metric === undefined) problem(state, chunk, reasons.unclearNumberMeant);
  else placeMeasure(state, metric === undefined ? count : { kind: 'metric', metric, at: state.at }, chunk);
}

/** "open orders as a percentage of all orders": of the same things, all of them. */
function isWholeOfShare(state: State, dataset: string): boolean {
  const { share, mentions, measures } = state.draft;
  const [mention, ...more] = mentions;
  if (!share || !mention || more.length > 0 || measures.length > 0 || mention.at > share.at) return false;
  const all = /^(all|every|total|the)$/.test(wordBefore(state));
  const said = all || / all$/.test(lowerOf(state, state.chunks[share.at]));
  return mention.dataset === dataset && said && onlySeparators(state, share.at + 1, state.at);
}

/** "customer with the most orders": the things named right before, each of which has many of these. */
function isMostOfThings({ draft, pending, chunks, catalogue, tokens }: State, dataset: string): boolean {
  const [mention, ...more] = draft.mentions;
  if (!mention || more.length > 0 || draft.measures.length > 1 || !pending.superlative) return false;
  const joint = tokens
    .slice(chunks[mention.at]?.end ?? 0, chunks[pending.superlative.at]?.start ?? 0)
    .map(token => token.lower)
    .join(' ');
  const had = havingEntities.test(joint);
  return had && catalogue.reach(mention.dataset, dataset).kind === 'down';
}

/** Whether a number is how many of these things there are: of each it is one. */
const counts = ({ catalogue }: State, measure: DraftMeasure, dataset: string): boolean =>
  (measure.kind === 'count' && measure.dataset === dataset) ||
  (measure.kind === 'metric' && catalogue.metrics.get(measure.metric)?.counts === dataset);

/** "open orders with their date and customer": of rows that are listed, the one thing that each belongs to is a column. */
function isColumnToo(state: State, dataset: string, chunk: Chunk): boolean {
  const { draft, catalogue } = state;
  const last = draft.listFields.at(-1);
  const field = catalogue.nameField(dataset) ?? catalogue.keyField(dataset);
  if (!last || !field || draft.measures.length > 0 || draft.subject?.kind !== 'entity') return false;
  const joint = wordsIn(state, last.at + 1, state.at);
  if (joint.length === 0 || !joint.every(word => /^(and|,|&|the|their|its)$/.test(word))) return false;
  if (catalogue.reach(draft.subject.dataset, dataset).kind !== 'up') return false;
  draft.listFields.push({ options: [{ field, weight: 1 }], scope: dataset, text: textOf(state, chunk), at: state.at });
  return true;
}

function placeCount(state: State, dataset: string, chunk: Chunk): void {
  placeMeasure(state, { kind: 'count', dataset, at: state.at }, chunk);
  state.mention = { kind: 'entity', dataset };
  state.scope = dataset;
}

/** "balance of suppliers", "revenue from customers": whose it is, not which ones are meant. */
const jointBefore = (state: State): string | undefined => {
  const before = state.chunks.slice(Math.max(0, state.at - 3), state.at).toReversed();
  const preposition = before.find(c => c.kind !== 'filler' || !/^(the|a|an|our|my|all|their)$/.test(lowerOf(state, c)));
  return preposition?.kind === 'filler' ? lowerOf(state, preposition) : undefined;
};
