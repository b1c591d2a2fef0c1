import * as v from 'valibot';
import { SophiaError } from '../../errors.ts';
import type { SemanticQuery } from './semantic-query.ts';
import { SemanticQuerySchema } from './semantic-query.ts';

/**
 * A semantic query as JSON, in the spellings that are in use: snake case, `filters` for where, `qualify` for
 * having, entries as text (`orders.region AS region`) or as objects, orders as text (`revenue DESC NULLS LAST`).
 */

const text = v.string();
const alias = { alias: v.optional(text), as: v.optional(text) };
const EntrySchema = v.union([
  text,
  v.strictObject({
    ...alias,
    name: v.optional(text),
    label: v.optional(text),
    metric: v.optional(text),
    measure: v.optional(text),
    field: v.optional(text),
    dimension: v.optional(text),
    expression: v.optional(text),
    expr: v.optional(text),
    sql: v.optional(text),
  }),
]);
const EntriesSchema = v.optional(v.array(EntrySchema));
const PredicateSchema = v.union([
  text,
  v.strictObject({ expression: v.optional(text), expr: v.optional(text), sql: v.optional(text) }),
]);
const PredicatesSchema = v.optional(v.nullable(v.union([v.array(PredicateSchema), PredicateSchema])));
const OrderSchema = v.union([
  text,
  v.strictObject({
    target: v.optional(text),
    field: v.optional(text),
    measure: v.optional(text),
    metric: v.optional(text),
    dimension: v.optional(text),
    name: v.optional(text),
    column: v.optional(text),
    expression: v.optional(text),
    expr: v.optional(text),
    by: v.optional(text),
    direction: v.optional(text),
    dir: v.optional(text),
    order: v.optional(text),
    desc: v.optional(v.boolean()),
    descending: v.optional(v.boolean()),
    nulls: v.optional(v.nullable(text)),
    nulls_first: v.optional(v.boolean()),
  }),
]);
const OrdersSchema = v.optional(v.nullable(v.array(OrderSchema)));
const rows = v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))));

const QuerySchema = v.object({
  dataset: v.optional(v.nullable(text)),
  dimensions: EntriesSchema,
  measures: EntriesSchema,
  metrics: EntriesSchema,
  fields: EntriesSchema,
  where: PredicatesSchema,
  filters: PredicatesSchema,
  having: PredicatesSchema,
  qualify: PredicatesSchema,
  order_by: OrdersSchema,
  orderBy: OrdersSchema,
  order: OrdersSchema,
  limit: rows,
  offset: rows,
});

type Entry = v.InferOutput<typeof EntrySchema>;
type Predicates = v.InferOutput<typeof PredicatesSchema>;
type Order = v.InferOutput<typeof OrderSchema>;

/**
 * Reads a semantic query from JSON of any of the known spellings.
 * @throws SophiaError query.invalid; E_DEFERRED_KEY_REJECTED for a key that the standard keeps for later;
 * E_EMPTY_SCALAR_QUERY for a list of fields that is empty
 */
export function readQuery(input: unknown): SemanticQuery {
  const body = unwrapped(input);
  refuseUnknownKeys(body);
  const read = v.safeParse(QuerySchema, body);
  if (!read.success) throw invalid(read.issues);
  const query = read.output;
  const measures = [...(query.measures ?? []), ...(query.metrics ?? [])];
  checkFields(
    query.fields,
    query.dimensions !== undefined || query.measures !== undefined || query.metrics !== undefined,
  );
  const orders = query.order_by ?? query.orderBy ?? query.order ?? [];
  const checked = v.safeParse(SemanticQuerySchema, {
    ...(query.dataset != null && { dataset: query.dataset }),
    dimensions: (query.dimensions ?? []).map(readEntry),
    measures: measures.map(readEntry),
    fields: (query.fields ?? []).map(readEntry),
    where: [...readPredicates(query.where), ...readPredicates(query.filters)],
    having: [...readPredicates(query.having), ...readPredicates(query.qualify)],
    orderBy: orders.map(readOrder),
    ...(query.limit != null && { limit: query.limit }),
    ...(query.offset != null && { offset: query.offset }),
  });
  if (!checked.success) throw invalid(checked.issues);
  return checked.output;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The standard's examples have the query under a key of its own. */
const unwrapped = (input: unknown): unknown =>
  isMap(input) && Object.keys(input).length === 1 && isMap(input['query']) ? input['query'] : input;

/** Keys that are no part of a query but often beside it. */
const IGNORED = new Set(['name', 'description', 'model', 'semantic_model', '$schema']);

function refuseUnknownKeys(body: unknown): void {
  if (!isMap(body)) return;
  const unknown = Object.keys(body).find(key => !(key in QuerySchema.entries) && !IGNORED.has(key));
  if (unknown === undefined) return;
  throw new SophiaError('E_DEFERRED_KEY_REJECTED', [unknown], { key: unknown, mend: 'leave it out of the query' });
}

function invalid(issues: readonly v.BaseIssue<unknown>[]): SophiaError {
  const [issue] = issues;
  const path = (issue?.path ?? []).map(item => item.key as string | number);
  return new SophiaError('query.invalid', path, { reason: issue?.message ?? 'it is not a query' });
}

/** An empty list of fields alone asks for rows of nothing; all else that is empty asks for groups of nothing. */
function checkFields(fields: readonly Entry[] | undefined, isAggregation: boolean): void {
  if (fields?.length === 0 && !isAggregation) throw new SophiaError('E_EMPTY_SCALAR_QUERY', ['fields'], {});
}

/** `expression AS alias`, the alias quoted or not. */
function splitAlias(entry: string): { readonly expression: string; readonly alias?: string } {
  const match = /^(.+?)\s+as\s+(?:"((?:[^"]|"")+)"|(\w+))\s*$/is.exec(entry);
  if (!match || !isBalanced(match[1]!)) return { expression: entry };
  return { expression: match[1]!, alias: (match[2] ?? match[3]!).replaceAll('""', '"') };
}

/** CAST(x AS DATE is no entry with an alias. */
function isBalanced(part: string): boolean {
  const bare = part.replace(/'(?:[^']|'')*'/g, '');
  return [...bare].filter(c => c === '(').length === [...bare].filter(c => c === ')').length;
}

function readEntry(entry: Entry): { expression: string; alias?: string } {
  if (typeof entry === 'string') return splitAlias(entry);
  const { expression, expr, sql, metric, measure, field, dimension, name } = entry;
  const what = expression ?? expr ?? sql ?? metric ?? measure ?? field ?? dimension ?? name ?? '';
  const called = entry.alias ?? entry.as ?? (what === name ? undefined : name);
  return called === undefined ? { expression: what } : { expression: what, alias: called };
}

function readPredicates(predicates: Predicates): readonly string[] {
  if (predicates == null) return [];
  return [predicates]
    .flat()
    .map(predicate =>
      typeof predicate === 'string' ? predicate : (predicate.expression ?? predicate.expr ?? predicate.sql ?? ''),
    );
}

function readOrder(order: Order): SemanticQuery['orderBy'][number] {
  if (typeof order === 'string') return orderOfText(order);
  const target =
    order.target ??
    order.expression ??
    order.expr ??
    order.field ??
    order.measure ??
    order.metric ??
    order.dimension ??
    order.name ??
    order.column ??
    order.by ??
    '';
  const written = orderOfText(target);
  const direction =
    order.direction ?? order.dir ?? order.order ?? (order.desc || order.descending ? 'DESC' : undefined);
  const nulls = order.nulls ?? (order.nulls_first === undefined ? undefined : order.nulls_first ? 'FIRST' : 'LAST');
  return {
    ...written,
    ...(direction !== undefined && { direction: /^desc/i.test(direction) ? 'DESC' : 'ASC' }),
    ...(nulls != null && { nulls: /first/i.test(nulls) ? 'FIRST' : 'LAST' }),
  };
}

/** `expression [ASC | DESC] [NULLS FIRST | NULLS LAST]` */
function orderOfText(order: string): SemanticQuery['orderBy'][number] {
  const match = /^(.+?)(?:\s+(asc|desc))?(?:\s+nulls\s+(first|last))?\s*$/is.exec(order);
  const [, target = order, direction, nulls] = match ?? [];
  return {
    target,
    direction: direction?.toUpperCase() === 'DESC' ? 'DESC' : 'ASC',
    ...(nulls && { nulls: nulls.toUpperCase() === 'FIRST' ? 'FIRST' : 'LAST' }),
  };
}
