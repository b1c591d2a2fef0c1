import * as v from 'valibot';

/**
 * The standard's semantic query: an aggregation query (dimensions, measures, where, having) or a scalar
 * query (fields, where). Texts are expressions of the standard's SQL subset in global scope: metrics by
 * bare name, fields as `dataset.field`.
 */
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(10_000));

/** A projected entry: a bare reference or expression, with an optional alias. */
const ProjectionSchema = v.strictObject({ expression: text, alias: v.optional(text) });
const QueryOrderSchema = v.strictObject({
  target: text,
  direction: v.optional(v.picklist(['ASC', 'DESC']), 'ASC'),
  nulls: v.optional(v.picklist(['FIRST', 'LAST'])),
});

export const SemanticQuerySchema = v.strictObject({
  /** The dataset the query is about, see QueryTree.home. */
  dataset: v.optional(text),
  dimensions: v.optional(v.array(ProjectionSchema), []),
  measures: v.optional(v.array(ProjectionSchema), []),
  fields: v.optional(v.array(ProjectionSchema), []),
  where: v.optional(v.array(text), []),
  having: v.optional(v.array(text), []),
  orderBy: v.optional(v.array(QueryOrderSchema), []),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  offset: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

export type SemanticQuery = v.InferOutput<typeof SemanticQuerySchema>;
