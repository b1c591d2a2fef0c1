import type { Chunk } from '../chunks.ts';
import { conditionsOf } from '../conditions.ts';
import { defaultDate } from '../dates.ts';
import type { DraftMeasure, FieldChoice } from '../draft.ts';
import { directionOf } from '../polarity.ts';
import { unitOf } from '../units.ts';
import { stemOf } from '../words.ts';
import { applyNumbersTo, pushHaving } from './numbers.ts';
import { lowerOf, nextContent, problem, type State, textOf } from './state.ts';

/** A number has been named: where does it belong? */
export function placeMeasure(state: State, named: DraftMeasure, chunk: Chunk): void {
  let measure = named;
  const { draft, pending } = state;
  pending.count = undefined;
  const counted = measure.kind === 'metric' ? state.catalogue.metrics.get(measure.metric)?.counts : undefined;
  if (counted !== undefined && asksWhen(state) && pending.superlative) {
    dateOfEntity(state, counted);
    return;
  }
  if (pending.comparator && pending.number) {
    addHaving(state, measure);
    return;
  }
  if (pending.negation === 'without' && measure.kind === 'metric') {
    draft.having.push({ measure, operator: '=', values: [0], percent: false });
    pending.negation = undefined;
    return;
  }
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
    rankBy(state, measure);
    return;
  }
  if (pending.group && /^(per|by|for each|for every)/.test(pending.group.word) && draft.measures.length > 0)
    draft.ratio = true;
  else if (isBesideAnother(state, measure)) {
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

const joins = /^(and|,|;|&|plus|or|by|per|\/|-|–|—|:|\(|\+)$/;
const parts = ['way', 'only', 'typical', 'which', 'negation', 'comparator'];

/** "flights cancelled": a second number that nothing joins to the first, so it is none of its own. */
function isBesideAnother(state: State, measure: DraftMeasure): boolean {
  const { draft } = state;
  const last = draft.measures.at(-1);
  if (!last || hasMeasure(state, measure) || draft.share || draft.ratio || draft.difference || draft.compare)
    return false;
  if (draft.growth || draft.rank || state.pending.aggregate) return false;
  return !state.chunks
    .slice(last.at + 1, state.at)
    .some(c => (c.kind === 'phrase' && !parts.includes(c.phrase.kind)) || joins.test(lowerOf(state, c)));
}

/** "cancelled flights" beside another number are the rows that it is of, when the metric counts rows by a condition. */
export function restrictBy(state: State, measure: DraftMeasure, chunk: Chunk): void {
  const conditions = measure.kind === 'metric' ? conditionsOf(state.catalogue, measure.metric) : undefined;
  if (!conditions) {
    problem(state, chunk, 'It is a number of its own, and it is not clear what it has to do with the other one.');
    return;
  }
  for (const { field, operator, values } of conditions)
    state.draft.filters.push({
      options: [{ field, values, weight: 1, partial: false }],
      operator,
      scope: field.dataset,
      text: textOf(state, chunk),
      at: state.at,
    });
  state.pending.negation = undefined;
}

const same = (a: DraftMeasure, b: DraftMeasure): boolean =>
  a.kind === b.kind &&
  (a.kind === 'metric' && b.kind === 'metric'
    ? a.metric === b.metric
    : a.kind === 'count' && b.kind === 'count'
      ? a.dataset === b.dataset
      : 'choice' in a &&
        'choice' in b &&
        a.choice.text === b.choice.text &&
        (a.kind !== 'aggregate' || b.kind !== 'aggregate' || a.function === b.function));

export const hasMeasure = (state: State, measure: DraftMeasure): boolean =>
  state.draft.measures.some(m => same(m, measure));

/** "with the highest revenue", "by revenue" after top 5. */
function rankBy(state: State, measure: DraftMeasure): void {
  const { draft, pending } = state;
  const said = pending.superlative ?? state.judged;
  const judged = said && directionOf(state.catalogue, said.word, said.direction, measure);
  if (judged?.note) draft.notes.push({ id: 'polarity', text: judged.note });
  const direction = judged?.direction ?? draft.rank?.direction ?? 'DESC';
  draft.rank = { count: draft.rank?.count, direction, by: measure, byField: undefined, at: draft.rank?.at ?? state.at };
  pending.superlative = undefined;
  pending.group = undefined;
  if (!hasMeasure(state, measure)) draft.measures.push(measure);
}

export function addHaving(state: State, measure: DraftMeasure): void {
  const { pending } = state;
  if (!pending.comparator || !pending.number) return;
  pushHaving(state, measure, pending.comparator.operator, [pending.number.value], pending.number.percent);
  pending.comparator = undefined;
  pending.number = undefined;
}

/** A number field: aggregated, compared, ranked by, grouped by, or listed. */
export function placeNumberField(state: State, choice: FieldChoice, chunk: Chunk): void {
  const { draft, pending } = state;
  state.mention = { kind: 'field', choice };
  const next = nextContent(state, state.at + 1)?.chunk;
  if (pending.comparator && pending.number) {
    applyNumbersTo(state, choice, [pending.number.value], pending.number.percent, chunk);
    return;
  }
  if (pending.negation === 'without') {
    draft.filters.push({
      options: choice.options.map(o => ({ field: o.field, values: [], weight: o.weight, partial: false })),
      operator: 'isNone',
      scope: choice.scope,
      text: choice.text,
      at: state.at,
    });
    pending.negation = undefined;
    return;
  }
  if (pending.aggregate) {
    aggregate(state, choice, pending.aggregate);
    return;
  }
  if (pending.typical) {
    aggregate(state, choice, 'AVG');
    return;
  }
  if (isCompared(state, next)) return;
  if (pending.superlative) {
    superlativeOf(state, choice);
    return;
  }
  if (pending.sort || (pending.group?.word === 'by' && draft.rank && !draft.rank.by)) {
    const metric = metricFor(state, choice);
    if (!pending.sort && metric !== undefined && ranksGroups(state, choice)) {
      rankBy(state, { kind: 'metric', metric, at: state.at });
      return;
    }
    if (pending.sort) draft.sort = { by: choice, direction: draft.sort?.direction };
    else if (draft.rank) draft.rank = { ...draft.rank, byField: choice };
    pending.sort = false;
    pending.group = undefined;
    return;
  }
  if (pending.group) {
    draft.dimensions.push({ kind: 'field', choice });
    pending.group = undefined;
    return;
  }
  if (pending.count) {
    draft.measures.push({ kind: 'countDistinct', choice, at: state.at });
    pending.count = undefined;
    return;
  }
  if (metricFor(state, choice) && draft.subjectIs !== 'list') {
    placeMeasure(state, { kind: 'metric', metric: metricFor(state, choice) ?? '', at: state.at }, chunk);
    return;
  }
  draft.listFields.push(choice);
}

/** "top 5 cities by passengers": the number is of finer rows than what is ranked, so it is their total. */
const ranksGroups = (state: State, choice: FieldChoice): boolean => {
  const { subject } = state.draft;
  const ranked = subject?.kind === 'entity' ? subject.dataset : state.loose.at(-1)?.options[0]?.field.dataset;
  const of = subject?.kind === 'field' ? subject.choice.options[0]?.field.dataset : ranked;
  return of !== choice.options[0]?.field.dataset;
};

/** A metric that is just the sum of the field, when there is one. */
function metricFor(state: State, choice: FieldChoice): string | undefined {
  const field = choice.options[0]?.field;
  return field && state.catalogue.metricByText(`SUM(${field.dataset}.${field.name})`)?.name;
}

/** "the average freight cost", where freight cost is a total and the model has its average too. */
const averageOf = (state: State, chunk: Chunk): string | undefined => {
  const stems = state.tokens.slice(chunk.start, chunk.end).map(t => t.stem);
  const found = state.lexicon
    .lookup([stemOf('average'), ...stems], true)
    .find(c => c.kind === 'metric' && c.weight >= 0.9);
  return found?.kind === 'metric' ? found.metric : undefined;
};

/** "average delay in days" where the model has an average delay of its own. */
function averageNamed(state: State, choice: FieldChoice): { name: string } | undefined {
  const chunk = state.chunks[choice.at];
  if (!chunk) return undefined;
  const stems = state.tokens
    .slice(chunk.start, chunk.end)
    .filter(t => !unitOf(t.lower) && !/^(in|of|the)$/.test(t.lower))
    .map(t => t.stem);
  const metric = state.lexicon
    .lookup([stemOf('average'), ...stems], true)
    .find(c => c.kind === 'metric' && c.weight >= 0.9);
  return metric?.kind === 'metric' ? { name: metric.metric } : undefined;
}

function aggregate(state: State, choice: FieldChoice, fn: 'AVG' | 'SUM' | 'MIN' | 'MAX' | 'MEDIAN'): void {
  const field = choice.options[0]?.field;
  const metric =
    (fn === 'AVG' ? averageNamed(state, choice) : undefined) ??
    (field && state.catalogue.metricByText(`${fn}(${field.dataset}.${field.name})`));
  const measure: DraftMeasure =
    metric && choice.options.length === 1
      ? { kind: 'metric', metric: metric.name, at: state.at }
      : { kind: 'aggregate', function: fn, choice, at: state.at };
  for (const other of state.pending.also.splice(0)) {
    state.pending.aggregate = undefined;
    aggregate(state, choice, other);
  }
  state.pending.aggregate = undefined;
  state.pending.typical = false;
  state.pending.group = undefined;
  state.pending.which = undefined;
  if (state.pending.comparator && state.pending.number) {
    addHaving(state, measure);
    return;
  }
  state.mention = { kind: 'measure', measure };
  if (!hasMeasure(state, measure)) state.draft.measures.push(measure);
}

/** "highest balance": of a subject, rank by it; of nothing, its maximum. */
function superlativeOf(state: State, choice: FieldChoice): void {
  const { draft, pending } = state;
  const superlative = pending.superlative;
  pending.superlative = undefined;
  if (!superlative) return;
  const hasSubject =
    draft.subject !== undefined || draft.mentions.length > 0 || state.loose.length > 0 || draft.rank !== undefined;
  if (hasSubject && !draft.measures.length) {
    draft.rank = {
      count: draft.rank?.count,
      direction: superlative.direction,
      by: undefined,
      byField: choice,
      at: superlative.at,
    };
    return;
  }
  const ends = superlative.direction === 'DESC' ? (['MIN', 'MAX'] as const) : (['MAX', 'MIN'] as const);
  for (const end of superlative.both ? ends : ends.slice(1)) aggregate(state, choice, end);
}

/** A comparison follows, so the field is what is compared. */
function isCompared(state: State, next: Chunk | undefined): boolean {
  if (!next) return false;
  if (next.kind === 'number') return true;
  if (next.kind === 'time' && next.time.numbers !== undefined)
    return (
      /^(between|of|from)?$/.test(lowerOf(state, next).split(' ')[0] ?? '') || state.pending.comparator !== undefined
    );
  return next.kind === 'phrase' && ['comparator', 'between', 'missing', 'sign'].includes(next.phrase.kind);
}

/** Whether a metric counts rows, so that "per" means an average. */
export const countsRows = (state: State, measure: DraftMeasure): boolean =>
  measure.kind === 'count' ||
  measure.kind === 'countDistinct' ||
  (measure.kind === 'metric' && state.catalogue.metrics.get(measure.metric)?.counts !== undefined);

export const asksWhen = (state: State): boolean => state.tokens[0]?.lower === 'when';

/** "when was the first order": the earliest of its dates. */
export function dateOfEntity(state: State, dataset: string): void {
  const date = defaultDate(state.catalogue, dataset);
  const fn = state.pending.superlative?.direction === 'ASC' ? 'MIN' : 'MAX';
  state.pending.superlative = undefined;
  if (date)
    state.draft.measures.push({
      kind: 'aggregate',
      function: fn,
      choice: { options: [{ field: date, weight: 1 }], scope: dataset, text: date.label, at: state.at },
      at: state.at,
    });
}
