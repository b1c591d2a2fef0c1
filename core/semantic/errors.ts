import { formatFault } from './model/format-fault.ts';
import type { ModelFault } from './model/types.ts';

/**
 * Errors of the semantic layer. The codes that start with E are the standard's own
 * (foundational semantics, appendix A); the others are ours.
 */
export const semanticMessages = {
  'model.invalid': (d: { faults: readonly ModelFault[] }) =>
    `The model has ${d.faults.length} fault${d.faults.length === 1 ? '' : 's'}:\n${d.faults.map(formatFault).join('\n')}`,
  'model.name_taken': (d: { file: string; name: string }) =>
    `${d.file}: another model is called ${d.name} too. Give them different names.`,
  'model.draft_empty': (_: Record<string, never>) =>
    'There is no table to propose a model for: put Parquet or CSV files into the data folder.',
  'expression.syntax': (d: { found: string; expected: string; position: number }) =>
    `Expected ${d.expected} but found ${d.found} at position ${d.position}.`,
  'expression.too_long': (d: { length: number; limit: number }) =>
    `An expression may have ${d.limit} characters; this one has ${d.length}.`,
  'expression.too_deep': (d: { limit: number; position: number }) =>
    `An expression may be ${d.limit} levels deep; this one goes deeper at position ${d.position}.`,
  'expression.not_supported': (d: { construct: string; mend: string; position: number }) =>
    `${d.construct} is not part of the expression language (position ${d.position}): ${d.mend}.`,
  'expression.arguments': (d: { name: string; expected: string; found: string; position: number }) =>
    `${d.name} takes ${d.expected}, but has ${d.found} (position ${d.position}).`,
  E_DEFERRED_FRAME_MODE: (d: { construct: string; position: number }) =>
    `${d.construct} is not supported yet (position ${d.position}): use ROWS or RANGE with whole numbers.`,
  E_NAME_NOT_FOUND: (d: { name: string; nearest?: string | undefined }) =>
    `Nothing is named ${d.name}.${d.nearest ? ` The nearest name is ${d.nearest}.` : ''}`,
  E_DEFERRED_KEY_REJECTED: (d: { key: string; mend: string }) => `${d.key} is kept for a later version: ${d.mend}.`,
  E_AGGREGATE_IN_FIELD: (d: { field: string; aggregate: string }) =>
    `The field ${d.field} aggregates (${d.aggregate}): make it a metric of the model.`,
  E_NESTED_AGGREGATION_DEFERRED: (d: { outer: string; inner: string }) =>
    `${d.outer} of ${d.inner}: an aggregate of an aggregate is not supported. Write one aggregate over the rows.`,
  E_WINDOWED_METRIC_COMPOSITION: (d: { metric: string; by: string }) =>
    `${d.by} uses ${d.metric}, which has a window function: use ${d.metric} by itself as a measure.`,
  E_UNAGGREGATED_FINER_GRAIN_REFERENCE: (d: { name: string; grain: string }) =>
    `${d.name} has several values for one row of ${d.grain}: put it inside an aggregate such as SUM or MAX.`,
  E_AGGREGATE_IN_WHERE: (d: { predicate: string }) =>
    `The filter ${d.predicate} aggregates: filters on aggregates belong into having.`,
  E_WINDOW_IN_WHERE: (d: { predicate: string }) =>
    `The filter ${d.predicate} has a window function: put it into having, or make the window a field and filter on that.`,
  E_NON_AGGREGATE_IN_HAVING: (d: { predicate: string }) =>
    `The having predicate ${d.predicate} has neither an aggregate nor a dimension of the query: put it into where.`,
  E_MIXED_PREDICATE_LEVEL: (d: { predicate: string }) =>
    `The predicate ${d.predicate} mixes rows and aggregates: split it into a where and a having predicate.`,
  E_MIXED_QUERY_SHAPE: (_: Record<string, never>) =>
    'A query lists either fields (rows) or dimensions and measures (groups), not both.',
  E_EMPTY_AGGREGATION_QUERY: (_: Record<string, never>) => 'The query needs at least one dimension or measure.',
  E_EMPTY_SCALAR_QUERY: (_: Record<string, never>) => 'The query needs at least one field.',
  E_AGGREGATE_IN_SCALAR_QUERY: (d: { expression: string }) =>
    `${d.expression} aggregates, but the query lists fields of single rows: make it an aggregation query with dimensions and measures.`,
  E_FAN_OUT_IN_SCALAR_QUERY: (d: { home: string; other: string }) =>
    `A row of ${d.home} meets several rows of ${d.other}, so rows would be repeated: aggregate instead, or list rows of one of them.`,
  E_AMBIGUOUS_PATH: (d: { from: string; to: string; paths: readonly string[] }) =>
    `There are ${d.paths.length} ways from ${d.from} to ${d.to}: ${d.paths.join('; ')}.`,
  E_NO_PATH: (d: { from: string; to: string }) => `No relationship connects ${d.from} and ${d.to}.`,
  E_AMBIGUOUS_MEASURE_GRAIN: (d: { measure: string; datasets: readonly string[] }) =>
    `${d.measure} has no single grain: ${d.datasets.join(' and ')} are each as fine as the other. Aggregate each by itself.`,
  E_UNSAFE_REAGGREGATION: (d: { aggregate: string; grain: string }) =>
    `${d.aggregate} cannot be computed from parts, and ${d.grain} would need that. Use SUM, COUNT, MIN or MAX, or compute it at one grain.`,
  E_WINDOW_OVER_FANOUT_REWRITE: (d: { window: string; home: string }) =>
    `${d.window} would see rows of ${d.home} more than once at this grain: use dimensions that ${d.home} has one value of.`,
  E3012_MN_NO_SAFE_REWRITE: (d: { from: string; to: string }) =>
    `Rows of ${d.from} and ${d.to} are many to many with no bridge dataset between them: add a bridge dataset or use a dimension that both share.`,
  E3013_NO_STITCHING_DIMENSION: (d: { left: string; right: string }) =>
    `${d.left} and ${d.right} share no dimension and no path, so every row of one would meet every row of the other: add a shared dimension.`,
  'model.cycle': (d: { names: readonly string[] }) => `${d.names.join(' -> ')} refer to each other in a circle.`,
  'query.invalid': (d: { reason: string }) => `The query cannot be read: ${d.reason}.`,
  'query.part_without_date': (d: { dataset: string }) =>
    `Rows of ${d.dataset} have no date of their own here: say by which they are counted.`,
  'query.window_nested': (d: { window: string }) =>
    `${d.window} is a window inside a window, which SQL does not allow.`,
} as const;
