import { aggregateOf } from '../aggregate-functions.ts';
import { type Chunk, isPhrase } from '../chunks.ts';
import type { AggregateFunction, DraftMeasure, FieldChoice } from '../draft.ts';
import { unitOf } from '../units.ts';
import { stemOf } from '../words.ts';
import { addHaving, hasMeasure, rankBy } from './measure-list.ts';
import { onlySeparators, type State } from './state.ts';

/** "the average freight cost", where freight cost is a total and the model has its average too. */
export const averageOf = (state: State, chunk: Chunk): string | undefined => {
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

/** Reads an average, total or extreme of a field: as the model's metric where it has one of that expression. */
export function aggregate(state: State, choice: FieldChoice, fn: AggregateFunction): void {
  const field = choice.options[0]?.field;
  const metric =
    (fn === 'AVG' ? averageNamed(state, choice) : undefined) ??
    (field && state.catalogue.metricByText(aggregateOf(fn, `${field.dataset}.${field.name}`)));
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
  // "3 parts with the lowest average cost": that average is what they are ranked by
  if (state.pending.superlative) rankBy(state, measure);
  else if (!hasMeasure(state, measure)) state.draft.measures.push(measure);
}

/** "lowest, highest and average price", where the model has the average as a number of its own: the ends are of what it is of. */
export function takeEndsOfAverage(state: State, named: DraftMeasure): boolean {
  const { pending, draft } = state;
  const held = pending.superlative;
  const choice = averagedBy(state, named);
  if (!held?.function || held.quantity || draft.rank || !choice || state.at < held.at + 2) return false;
  if (!onlySeparators(state, held.at + 1, state.at)) return false;
  const other = held.function === 'MIN' ? ('MAX' as const) : ('MIN' as const);
  pending.superlative = undefined;
  for (const end of held.both ? [other, held.function] : [held.function]) aggregate(state, choice, end);
  if (!hasMeasure(state, named)) draft.measures.push(named);
  return true;
}

/** "median response time", where the model has the average as a number of its own: the median is of what it is of. */
export function takeMedianOfAverage(state: State, named: DraftMeasure): boolean {
  const fn = state.pending.aggregate;
  const choice = averagedBy(state, named);
  if (!choice || fn === undefined || fn === 'AVG' || fn === 'SUM' || state.pending.superlative) return false;
  const before = state.chunks[state.at - 1];
  aggregate(state, choice, fn);
  // "median and average response time": the number itself as well
  const isBoth = !isPhrase(before, 'aggregate');
  if (isBoth && !hasMeasure(state, named)) state.draft.measures.push(named);
  return true;
}

/** The field that a number of the model is the plain average of. */
function averagedBy({ catalogue, at }: State, named: DraftMeasure): FieldChoice | undefined {
  const text = named.kind === 'metric' ? catalogue.metrics.get(named.metric)?.text.replaceAll('"', '') : undefined;
  const field = catalogue.fields.get(/^AVG\(([\w.]+)\)$/.exec(text ?? '')?.[1] ?? '');
  return field && { options: [{ field, weight: 1 }], scope: field.dataset, text: field.label, at };
}
