import { type Chunk, type Comparator, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import { countsRows, thingsCounted } from '../counted-rows.ts';
import type { DraftMeasure, FieldChoice } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { stemOf } from '../words.ts';
import { compareCombined } from './combined-numbers.ts';
import { fieldOfUnit, hasNumberOf, measuredBy, moneyFields, sizeOf } from './compared-fields.ts';
import { compareChange } from './growth.ts';
import { isTotal, pushHaving } from './having.ts';
import { worthOfMassBefore } from './mass-nouns.ts';
import { applyNumbersTo } from './number-filters.ts';
import { isPlural, lowerOf, problem, type State, textOf } from './state.ts';

const participlesOfComparisons = patterns.participlesOfComparisons;

/** "only those with more than 60" */
const saysThose = ({ chunks, pending, tokens }: State): boolean =>
  tokens
    .slice(0, chunks[pending.comparator?.at ?? 0]?.start ?? 0)
    .slice(-4)
    .some(token => /^(those|ones|having|only)$/.test(token.lower));

/** Compares what was named last with the numbers. */
export function applyNumbers(state: State, numbers: readonly number[], chunk: Chunk, percent = false): void {
  const { mention, pending, draft } = state;
  const operator = pending.comparator?.operator ?? '=';
  const [first, ...others] = numbers;
  if (first !== undefined && others.length === 0 && compareChange(state, operator, first, percent)) return;
  if (compareCombined(state, numbers, percent)) return;
  const worth = pending.comparator && worthOfMassBefore(state);
  if (worth !== undefined) {
    pushHaving(state, { kind: 'metric', metric: worth, at: state.at }, operator, numbers, percent);
    pending.comparator = undefined;
    pending.worth = false;
    return;
  }
  const unordered = mention?.kind === 'field' && mention.choice.options[0]?.field.kind === 'text' && operator !== '=';
  if (mention?.kind === 'field' && !unordered && isOfThingsBehind(state, mention.choice)) {
    problem(state, chunk, reasons.unclearWhetherMany);
    return;
  }
  if (mention?.kind === 'field' && !unordered) {
    // "by size from 1 to 5": it parts the things and keeps some of them
    const group = state.chunks[mention.choice.at - 1];
    if (pending.group && numbers.length === 2 && isPhrase(group, 'group')) {
      draft.dimensions.push({ kind: 'field', choice: mention.choice });
      pending.group = undefined;
    }
    applyNumbersTo(state, mention.choice, numbers, chunk, percent || undefined);
    return;
  }
  // "procedures lasting between 90 and 120 minutes": no number of things is in minutes
  const ofRows = mention?.kind === 'measure' && countsRows(state, mention.measure) ? fieldOfUnit(state) : undefined;
  if (ofRows) {
    applyNumbersTo(state, ofRows, numbers, chunk);
    return;
  }
  const counted = mention?.kind === 'measure' ? countedAlone(state, mention.measure) : undefined;
  if (mention?.kind === 'measure' && !pending.worth && counted === undefined) {
    pushHaving(state, mention.measure, numbers.length === 2 ? 'between' : operator, numbers, percent);
    pending.comparator = undefined;
    return;
  }
  const [only, ...rest] = draft.measures;
  const grouped =
    (draft.dimensions.length > 0 || isOfSubject(state, only)) &&
    mention?.kind !== 'measure' &&
    !isOfThingsNamed(state) &&
    (!only || !countsRows(state, only) || saysThose(state));
  // "customers per country, only those with more than 60": so many in each group
  const fits = only !== undefined && !(percent && isTotal(state, only));
  if (only && rest.length === 0 && grouped && fits && pending.comparator && !pending.worth && !pending.unit) {
    pushHaving(state, only, numbers.length === 2 ? 'between' : operator, numbers, percent);
    pending.comparator = undefined;
    return;
  }
  const traded = metricOfTrade(state);
  if (traded !== undefined && pending.comparator) {
    pushHaving(state, { kind: 'metric', metric: traded, at: state.at }, operator, numbers, percent);
    pending.comparator = undefined;
    return;
  }
  // "how many bills are over 20k": the things are counted, so the noun is no number besides
  const isCounted = only !== undefined && countsRows(state, only);
  const named = mention?.kind === 'entity' && !pending.worth && !isCounted;
  const metric = named ? metricNamedToo(state) : undefined;
  if (metric !== undefined && pending.comparator) {
    pushHaving(state, { kind: 'metric', metric, at: state.at }, operator, numbers, percent);
    pending.comparator = undefined;
    return;
  }
  const dataset = counted ?? (mention?.kind === 'entity' ? mention.dataset : state.scope);
  const measured = measuredBy(state);
  if (measured && !hasNumberOf(state, dataset, measured)) {
    noNumber(state, numbers, operator, percent, chunk);
    return;
  }
  const byUnit = fieldOfUnit(state) ?? sizeOf(state, dataset);
  if (byUnit) {
    applyNumbersTo(state, byUnit, numbers, chunk);
    return;
  }
  const compared = pending.comparator !== undefined || pending.worth || numbers.length === 2;
  const none = dataset === undefined || !compared || isOther(state, dataset) || countsNext(state, chunk);
  const money = none ? [] : moneyFields(state, dataset);
  const measuredOtherwise = pending.unit !== undefined && pending.unit.unit.quantity !== 'money';
  const best =
    measuredOtherwise || saysHowSpent(state) ? [] : money.filter(option => option.weight === money[0]?.weight);
  // no sum of money is so many percent
  if (best.length !== 1 || dataset === undefined || percent || othersHaveAmounts(state, dataset)) {
    noNumber(state, numbers, operator, percent, chunk);
    return;
  }
  draft.notes.push({
    id: 'worth',
    text: `The comparison is taken with ${best[0]?.field.label.toLowerCase() ?? 'its value'}`,
  });
  applyNumbersTo(state, { options: best, scope: dataset, text: 'worth', at: state.at }, numbers, chunk);
  pending.worth = false;
}

/** "revenue by brand for orders over 200k": of the orders, and not of the brands by their revenue. */
function isOfThingsNamed(state: State): boolean {
  const { chunks, pending } = state;
  const at = (pending.comparator?.at ?? 0) - 1;
  return namesThings(chunks[at]) && /^(for|of|from|on|in)$/.test(lowerOf(state, chunks[at - 1]));
}

/** "orders of customers in Kenya with a value above 500": orders have one too, so it is not clear whose it is. */
function othersHaveAmounts(state: State, dataset: string): boolean {
  const { draft } = state;
  const first = draft.subject?.kind === 'entity' ? draft.subject : (draft.mentions[0] ?? draft.measures[0]);
  const things = first && 'dataset' in first ? first.dataset : undefined;
  if (things === undefined || things === dataset || state.catalogue.reach(things, dataset).kind !== 'up') return false;
  return moneyFields(state, things).filter(option => option.weight >= 0.9).length === 1;
}

/** "customers owing more than 20,000": it is said of what they owe, and not of any amount. */
function saysHowSpent(state: State): boolean {
  const compared = state.chunks.findLastIndex((c, i) => i < state.at && isPhrase(c, 'comparator'));
  const verb = state.chunks.slice(0, compared).findLast(chunk => !/^(us|them|me|you)$/.test(lowerOf(state, chunk)));
  return verb?.kind === 'filler' && participlesOfComparisons.test(lowerOf(state, verb));
}

/** "in which regions was the return rate of big customers over 50 %": the rate of each region. */
function isOfSubject({ draft }: State, measure: DraftMeasure | undefined): boolean {
  const { subject } = draft;
  if (!subject || !measure) return false;
  return (subject.kind === 'field' ? subject.choice.at : subject.at) < measure.at;
}

/** What the comparison is about was not named; an answer before may have one number. */
function noNumber(state: State, values: readonly number[], operator: Comparator, percent: boolean, chunk: Chunk): void {
  state.pending.comparator = undefined;
  const [begin, last] = [state.tokens[chunk.start], state.tokens[chunk.end - 1]];
  if (!begin || !last) return;
  const reason = reasons.itIsNotClearWhichNumberThisShould;
  const problem = { text: textOf(state, chunk), start: begin.start, end: last.end, reason };
  state.draft.bare = { operator: values.length === 2 ? 'between' : operator, values, percent, problem };
}

/** "number of orders over 2k": what each is worth, as there are no groups whose count could be compared. */
function countedAlone(state: State, measure: DraftMeasure): string | undefined {
  const { draft } = state;
  const next = state.chunks[measure.at + 1];
  const isNext = isPhrase(next, 'comparator', 'between');
  // "number of orders above 2k, by status": what is grouped by comes later
  const before = isNext ? state.chunks.slice(0, measure.at) : state.chunks;
  const groups = before.some(c => c.kind === 'phrase' && (c.phrase.kind === 'group' || c.phrase.kind === 'which'));
  if (groups || draft.subject || draft.rank || draft.dimensions.length > 0 || state.loose.length > 0) return undefined;
  if (draft.mentions.length > 0 || !(state.pending.comparator || (isNext && next.phrase.kind === 'between')))
    return undefined;
  return thingsCounted(state.catalogue, measure);
}

/** "over 74 different vendors": what stands behind the number is what it counts. */
function countsNext(state: State, chunk: Chunk): boolean {
  const at = state.chunks.indexOf(chunk);
  const [next, other] = state.chunks.slice(at + 1, at + 3);
  // "less than 5 or more than 45 pieces": the noun comes only behind the last
  const goesOn = /^(or|and)$/.test(lowerOf(state, next)) && other?.kind === 'phrase';
  if (goesOn && other.phrase.kind === 'comparator') return true;
  if (next?.kind === 'phrase') return next.phrase.kind === 'distinct';
  return next?.kind === 'terms' || next?.kind === 'unknown';
}

/**
 * "suppliers with stock below 1000": of other things than those asked for, no number stands out as their worth, unless
 * they are things that each has a number of: "customers with orders over 1000".
 */
function isOther(state: State, dataset: string): boolean {
  const { draft, pending } = state;
  const noun = state.chunks
    .slice(0, state.at)
    .findLast(c => candidatesOf(c, 'dataset').some(d => d.dataset === dataset));
  const things = noun !== undefined && (isPlural(state, noun) || isAny(state, noun));
  if (things && moneyFields(state, dataset).filter(option => option.weight >= 0.9).length === 1) return false;
  const { subject } = draft;
  const [measure] = draft.measures;
  const main =
    (subject?.kind === 'entity' ? subject.dataset : undefined) ??
    (measure?.kind === 'count' ? measure.dataset : undefined) ??
    draft.mentions[0]?.dataset;
  return !pending.worth && main !== undefined && main !== dataset;
}

/** "customers with an urgent order over 1000": one of many. */
const isAny = ({ tokens }: State, { start }: Chunk): boolean =>
  tokens.slice(Math.max(0, start - 3), start).some(({ lower }) => /^(an?|any|some)$/.test(lower));

/** "suppliers with stock below 1000": the noun before names a number as well as things. */
function metricNamedToo(state: State): string | undefined {
  const at = (state.pending.comparator?.at ?? state.at) - 1;
  const chunk = state.chunks.slice(0, at + 1).findLast(c => c.kind !== 'filler');
  const metric = candidatesOf(chunk, 'metric')[0];
  // "list open deals over 50k": the things were meant
  const { subject } = state.draft;
  if (chunk && subject?.kind === 'entity' && state.chunks[subject.at] === chunk) return undefined;
  return metric && metric.weight >= 0.9 && state.catalogue.metrics.get(metric.metric)?.counts === undefined
    ? metric.metric
    : undefined;
}

/** "clients who bought for more than 1M": what they bought for, and not a number that clients have of their own. */
function metricOfTrade({ draft, lexicon, chunks, pending }: State): string | undefined {
  const said = chunks[(pending.comparator?.at ?? 0) - 1];
  if (draft.trade === undefined || said?.kind !== 'filler') return undefined;
  const metric = lexicon.lookup([stemOf('sales')], false).find(c => c.kind === 'metric' && c.weight >= 0.99);
  return metric?.kind === 'metric' ? metric.metric : undefined;
}

/** "tickets that contain at least 2 Clothing items": so many things, and no number of a ticket. */
const isOfThingsBehind = (state: State, choice: FieldChoice): boolean => {
  const [number, next] = [state.chunks[state.at], state.chunks[state.at + 1]];
  const things = [...candidatesOf(next, 'dataset'), ...candidatesOf(next, 'value')].some(c => c.weight > 0.9);
  return state.pending.comparator !== undefined && things && next?.start === number?.end && isNumber(choice);
};

/** A number by which things are told apart. */
const isNumber = ({ options }: FieldChoice): boolean =>
  options[0]?.field.isIdentifier === true || options[0]?.field.isKey === true;
