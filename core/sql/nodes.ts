import type { Expression, OrderItem } from '../semantic/expression/nodes.ts';

/** The relational tree that the compiler makes and a dialect prints. Frozen values, no text but identifiers. */

/** A physical table by its dotted name, as the model's `source` gives it. */
export interface TableRelation {
  readonly kind: 'table';
  readonly parts: readonly string[];
  readonly alias: string;
}

/** A dataset whose `source` is a query: the model author's SQL, printed as a subquery, never a user's text. */
export interface QueryTextRelation {
  readonly kind: 'queryText';
  readonly text: string;
  readonly alias: string;
}

export interface SubqueryRelation {
  readonly kind: 'subquery';
  readonly query: Query;
  readonly alias: string;
}

/** A common table expression of the same statement. */
export interface NamedRelation {
  readonly kind: 'named';
  readonly name: string;
  readonly alias: string;
}

/** A list of rows given as constants (one expression a column). */
export interface ValuesRelation {
  readonly kind: 'values';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Expression[])[];
  readonly alias: string;
}

export type Relation = TableRelation | QueryTextRelation | SubqueryRelation | NamedRelation | ValuesRelation;

export interface Join {
  readonly type: 'INNER' | 'LEFT' | 'FULL' | 'CROSS';
  readonly relation: Relation;
  readonly on?: Expression | undefined;
}

export interface SelectColumn {
  readonly expression: Expression;
  readonly alias: string;
}

export interface CommonTable {
  readonly name: string;
  readonly query: Query;
}

/** EXISTS (subquery), usable in a where: the one predicate that is not a plain expression. */
export interface Exists {
  readonly kind: 'exists';
  readonly query: Select;
  readonly negated: boolean;
}

export interface Select {
  readonly kind: 'select';
  readonly with: readonly CommonTable[];
  readonly distinct: boolean;
  readonly columns: readonly SelectColumn[];
  /** Absent for a select of constants. */
  readonly from?: Relation | undefined;
  readonly joins: readonly Join[];
  /** All of them hold. */
  readonly where: readonly (Expression | Exists)[];
  readonly groupBy: readonly Expression[];
  readonly having: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

export interface UnionAll {
  readonly kind: 'unionAll';
  readonly queries: readonly Select[];
}

export type Query = Select | UnionAll;

export type DialectName = 'duckdb' | 'trino' | 'redshift';

/** A statement ready to run: text with placeholders and the values for them, in order. */
export interface Statement {
  readonly text: string;
  readonly values: readonly (string | number | boolean | null)[];
}
