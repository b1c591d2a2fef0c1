import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, type Comparator, candidatesOf } from '../chunks.ts';
import type { DraftMeasure, FieldChoice } from '../draft.ts';
import { directionOf } from '../polarity.ts';
import { unitOfField } from '../units.ts';
import { stemOf } from '../words.ts';
import { compareChange } from './growth.ts';
import { inUnitOf, unitOfMeasure } from './number-units.ts';
import { lowerOf, problem, type State, textOf } from './state.ts';

/** Keeps groups by a number, in the unit of that number. */
export function pushHaving(
  state: State,
  measure: DraftMeasure,
  operator: Comparator | 'between',
  numbers: readonly number[],
  percent: boolean,
): void {
  if (percent && isTotal(state, measure)) {
    const chunk = state.chunks[state.at] ?? state.chunks.at(-1);
    if (chunk) problem(state, chunk, 'It is not clear of what so many percent should be.');
    return;
  }
  const counts = countsThings(state, measure);
  const values = inUnitOf(state, numbers, counts ? undefined : unitOfMeasure(state, measure), counts);
  if (values)
    state.draft.having.push({ measure, operator: judged(state, measure, operator), values: [...values], percent });
}

/** "a late rate worse than 60 %": above it, where more of the number is unwelcome. */
function judged(state: State, measure: DraftMeasure, operator: Comparator | 'between'): Comparator | 'between' {
  const said = /^(better|worse) than$/.exec(lowerOf(state, state.chunks[state.pending.comparator?.at ?? -1]))?.[1];
  if (said === undefined || (operator !== '<' && operator !== '>')) return operator;
  const word = said === 'better' ? 'best' : 'worst';
  const { direction } = directionOf(state.catalogue, word, word === 'best' ? 'DESC' : 'ASC', measure);
  state.draft.notes.push({
    id: 'polarity',
    text: `“${said} than” is taken as ${direction === 'DESC' ? 'more' : 'less'} than.`,
  });
  return direction === 'DESC' ? '>' : '<';
}

/** "only those with more than 60" */
const saysThose = ({ chunks, pending, tokens }: State): boolean =>
  tokens
    .slice(0, chunks[pending.comparator?.at ?? 0]?.start ?? 0)
    .slice(-4)
    .some(token => /^(those|ones|having|only)$/.test(token.lower));

export const countsThings = ({ catalogue }: State, measure: DraftMeasure): boolean =>
  measure.kind === 'count' ||
  measure.kind === 'countDistinct' ||
  (measure.kind === 'metric' && catalogue.metrics.get(measure.metric)?.counts !== undefined);

/** A sum or a number of things, which is no percentage. */
export const isTotal = ({ catalogue }: State, measure: DraftMeasure): boolean =>
  measure.kind === 'count' ||
  measure.kind === 'countDistinct' ||
  (measure.kind === 'metric' && /^(SUM|COUNT)\([^/]*\)$/.test(catalogue.metrics.get(measure.metric)?.text ?? ''));

/** Compares what was named last with the numbers. */
export function applyNumbers(state: State, numbers: readonly number[], chunk: Chunk, percent = false): void {
  const { mention, pending, draft } = state;
  const operator = pending.comparator?.operator ?? '=';
  const [first, ...others] = numbers;
  if (first !== undefined && others.length === 0 && compareChange(state, operator, first, percent)) return;
  const unordered = mention?.kind === 'field' && mention.choice.options[0]?.field.kind === 'text' && operator !== '=';
  if (mention?.kind === 'field' && !unordered && isOfThingsBehind(state, mention.choice)) {
    problem(state, chunk, 'It is not clear whether so many of these things are meant.');
    return;
  }
  if (mention?.kind === 'field' && !unordered) {
    applyNumbersTo(state, mention.choice, numbers, chunk);
    return;
  }
  // "procedures lasting between 90 and 120 minutes": no number of things is in minutes
  const ofRows = mention?.kind === 'measure' && countsThings(state, mention.measure) ? fieldOfUnit(state) : undefined;
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
    draft.dimensions.length > 0 &&
    mention?.kind !== 'measure' &&
    (!only || !countsThings(state, only) || saysThose(state));
  // "customers per country, only those with more than 60": so many in each group
  if (only && rest.length === 0 && grouped && pending.comparator && !pending.worth && !pending.unit && !percent) {
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
  const isCounted = only !== undefined && countsThings(state, only);
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
  if (money.length === 0 || dataset === undefined) {
    noNumber(state, numbers, operator, percent, chunk);
    return;
  }
  draft.notes.push({
    id: 'worth',
    text: `The comparison is taken with ${money[0]?.field.label.toLowerCase() ?? 'its value'}`,
  });
  const best = money.filter(option => option.weight === money[0]?.weight);
  applyNumbersTo(state, { options: best, scope: dataset, text: 'worth', at: state.at }, numbers, chunk);
  pending.worth = false;
}

/** What the comparison is about was not named; an answer before may have one number. */
function noNumber(state: State, values: readonly number[], operator: Comparator, percent: boolean, chunk: Chunk): void {
  state.pending.comparator = undefined;
  const [begin, last] = [state.tokens[chunk.start], state.tokens[chunk.end - 1]];
  if (!begin || !last) return;
  const reason = 'It is not clear which number this should be compared with.';
  const problem = { text: textOf(state, chunk), start: begin.start, end: last.end, reason };
  state.draft.bare = { operator: values.length === 2 ? 'between' : operator, values, percent, problem };
}

/** What a comparative says that things are measured by; undefined for those that say nothing of it. */
function measuredBy({ chunks, pending, tokens }: State): RegExp | undefined {
  const chunk = chunks[pending.comparator?.at ?? -1];
  const word = (chunk && tokens[chunk.start]?.lower) ?? '';
  if (/^(older|younger)$/.test(word)) return /\b(age|ages|years? old|birth|born|founded)\b/;
  if (/^(heavier|lighter)$/.test(word)) return /\b(weight|mass|kg|kilos?|tons?)\b/;
  return /^(longer|shorter)$/.test(word) ? /\b(length|duration|time|minutes|hours|days|seconds|distance)\b/ : undefined;
}

/** "customers older than 40": where they have no age, their balance is not meant. */
function hasNumberOf({ catalogue }: State, dataset: string | undefined, measure: RegExp): boolean {
  return [...catalogue.fields.values()].some(
    ({ dataset: own, kind, name, label, field }) =>
      kind === 'number' &&
      (dataset === undefined || ['same', 'down', 'up'].includes(catalogue.reach(dataset, own).kind)) &&
      measure.test(
        [name.replaceAll('_', ' '), label, field.description, ...field.aiContext.synonyms].join(' ').toLowerCase(),
      ),
  );
}

/** "number of orders over 2k": what each is worth, as there are no groups whose count could be compared. */
function countedAlone(state: State, measure: DraftMeasure): string | undefined {
  const { draft } = state;
  const groups = state.chunks.some(
    c => c.kind === 'phrase' && (c.phrase.kind === 'group' || c.phrase.kind === 'which'),
  );
  if (groups || draft.subject || draft.rank || draft.dimensions.length > 0 || state.loose.length > 0) return undefined;
  if (draft.mentions.length > 0 || !state.pending.comparator) return undefined;
  return measure.kind === 'count'
    ? measure.dataset
    : measure.kind === 'metric'
      ? state.catalogue.metrics.get(measure.metric)?.counts
      : undefined;
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
  const things = noun !== undefined && /[^su]s$/.test(state.tokens[noun.end - 1]?.lower ?? '');
  if (things && moneyFields(state, dataset).filter(option => option.weight >= 0.9).length === 1) return false;
  const { subject } = draft;
  const [measure] = draft.measures;
  const main =
    (subject?.kind === 'entity' ? subject.dataset : undefined) ??
    (measure?.kind === 'count' ? measure.dataset : undefined) ??
    draft.mentions[0]?.dataset;
  return !pending.worth && main !== undefined && main !== dataset;
}

/** "suppliers with stock below 1000": the noun before names a number as well as things. */
function metricNamedToo(state: State): string | undefined {
  const at = (state.pending.comparator?.at ?? state.at) - 1;
  const chunk = state.chunks.slice(0, at + 1).findLast(c => c.kind !== 'filler');
  const metric = candidatesOf(chunk, 'metric')[0];
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

/** "parts bigger than 40": the size that they have. */
function sizeOf({ catalogue, chunks, tokens, pending }: State, dataset: string | undefined): FieldChoice | undefined {
  const chunk = chunks[pending.comparator?.at ?? -1];
  const word = chunk && tokens[chunk.start]?.lower;
  if (dataset === undefined || !word || !/^(bigger|larger|smaller)$/.test(word)) return undefined;
  const [field, ...more] = catalogue
    .fieldsOf(dataset)
    .filter(f => f.kind === 'number' && /(^|_)size$/.test(f.name.toLowerCase()));
  return field && more.length === 0
    ? { options: [{ field, weight: 0.9 }], scope: dataset, text: field.label, at: pending.comparator?.at ?? 0 }
    : undefined;
}

/** "routes of at most 500 km": the one field that is in this kind of unit. */
function fieldOfUnit(state: State): FieldChoice | undefined {
  const unit = state.pending.unit?.unit;
  if (!unit || unit.quantity === 'money') return undefined;
  const fields = [...state.catalogue.fields.values()].filter(
    field => field.kind === 'number' && !field.isIdentifier && unitOfField(field)?.quantity === unit.quantity,
  );
  const near = fields.filter(field => field.dataset === state.scope);
  const [field, ...more] = near.length > 0 ? near : fields;
  if (!field || more.length > 0) return undefined;
  state.draft.notes.push({
    id: `unit:${field.id}`,
    text: `The ${unit.name}s are taken as ${field.label.toLowerCase()}`,
  });
  return { options: [{ field, weight: 0.9 }], scope: field.dataset, text: field.label, at: state.at };
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

export function applyNumbersTo(state: State, choice: FieldChoice, numbers: readonly number[], chunk: Chunk): void {
  const { pending, draft } = state;
  const said: Comparator = pending.comparator?.operator ?? '=';
  const operator = numbers.length === 2 ? 'between' : pending.negation && said === '=' ? '!=' : said;
  const first = choice.options[0]?.field;
  const values = inUnitOf(state, numbers, first && unitOfField(first), false) ?? numbers;
  const options = choice.options.map(o => ({ field: o.field, values: [...values], weight: o.weight, partial: false }));
  draft.filters.push({
    options,
    operator,
    scope: choice.scope ?? state.scope,
    text: `${choice.text} ${values.join(' ')}`,
    at: state.chunks.indexOf(chunk),
  });
  state.loose = state.loose.filter(c => c.at !== choice.at);
  draft.listFields = draft.listFields.filter(c => c.at !== choice.at);
  draft.measures = draft.measures.filter(m => m.at !== choice.at);
  pending.comparator = undefined;
  pending.number = undefined;
  pending.negation = undefined;
}

const money = /\b(value|amount|total|price|worth|cost|balance|revenue)\b/;

/** Fields of an entity that say what it is worth: named so first, else its only measure. */
function moneyFields(state: State, dataset: string): { field: FieldInfo; weight: number }[] {
  const numbers = state.catalogue.fieldsOf(dataset).filter(field => field.kind === 'number' && !field.isIdentifier);
  const scored = numbers.map(field => {
    const terms = [field.name.replaceAll('_', ' '), field.field.label ?? '', ...field.field.aiContext.synonyms]
      .join(' ')
      .toLowerCase();
    return {
      field,
      weight: /\b(value|worth)\b/.test(terms) ? 1 : money.test(terms) ? 0.9 : numbers.length === 1 ? 0.7 : 0,
    };
  });
  return scored.filter(option => option.weight > 0).sort((a, b) => b.weight - a.weight);
}
