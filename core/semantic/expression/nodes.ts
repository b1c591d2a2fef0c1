/**
 * The expression tree: what the standard's SQL subset parses to, what the compiler rewrites and what a
 * dialect prints. Nodes are frozen values; every visitor handles every kind or does not compile.
 */

/** Offsets into the text that was parsed, end exclusive. Nodes the compiler makes have none. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Node<K extends string> {
  readonly kind: K;
  readonly at?: Span | undefined;
}

/** One part of a name. Unquoted names match without regard to case. */
export interface Identifier {
  readonly name: string;
  readonly quoted: boolean;
}

export type LiteralType =
  | 'string'
  | 'integer'
  | 'decimal'
  | 'float'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'time'
  | 'null';

/** A constant. Numbers keep their text, so no digit is lost; date, timestamp and time hold ISO text. */
export interface Literal extends Node<'literal'> {
  readonly type: LiteralType;
  readonly value: string | boolean | null;
}

/** A name as written, not yet resolved: `amount` or `orders.amount`. Never reaches an emitter. */
export interface Reference extends Node<'reference'> {
  readonly parts: readonly Identifier[];
}

/** A logical field of a dataset, resolved. The compiler replaces it by its expression or a column. */
export interface FieldReference extends Node<'field'> {
  readonly dataset: string;
  readonly field: string;
}

/** A model metric, resolved. */
export interface MetricReference extends Node<'metric'> {
  readonly metric: string;
}

/** A column of a relation in the SQL tree: `relation` is that relation's alias. */
export interface Column extends Node<'column'> {
  readonly relation?: string | undefined;
  readonly name: string;
  /** Where it is known. Engines differ by type (a month of a date, the greatest of booleans): give it when you can. */
  readonly type?: LiteralType | undefined;
}

/** A value bound at run time, never printed into the text where the engine can bind. */
export interface Parameter extends Node<'parameter'> {
  readonly value: string | number | boolean | null;
  readonly type: LiteralType;
}

/** `*`, only as the argument of COUNT. */
export interface Star extends Node<'star'> {}

export interface Unary extends Node<'unary'> {
  readonly operator: '-' | '+' | 'NOT';
  readonly operand: Expression;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '||'
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'AND'
  | 'OR'
  | 'IS DISTINCT FROM'
  | 'IS NOT DISTINCT FROM';

export interface Binary extends Node<'binary'> {
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Between extends Node<'between'> {
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
  readonly negated: boolean;
}

export interface InList extends Node<'in'> {
  readonly operand: Expression;
  readonly items: readonly Expression[];
  readonly negated: boolean;
}

export interface Like extends Node<'like'> {
  readonly operand: Expression;
  readonly pattern: Expression;
  readonly escape?: Expression | undefined;
  readonly caseInsensitive: boolean;
  readonly negated: boolean;
}

export interface IsNull extends Node<'isNull'> {
  readonly operand: Expression;
  readonly negated: boolean;
}

export interface Case extends Node<'case'> {
  /** Present in the simple form, CASE operand WHEN … */
  readonly operand?: Expression | undefined;
  readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
  readonly otherwise?: Expression | undefined;
}

export type CastType =
  | 'VARCHAR'
  | 'INTEGER'
  | 'BIGINT'
  | 'DECIMAL'
  | 'DOUBLE'
  | 'BOOLEAN'
  | 'DATE'
  | 'TIMESTAMP'
  | 'TIME';

export interface Cast extends Node<'cast'> {
  readonly operand: Expression;
  readonly type: CastType;
  /** DECIMAL only. */
  readonly precision?: number | undefined;
  readonly scale?: number | undefined;
  /** TRY_CAST: null instead of an error. */
  readonly safe: boolean;
}

export interface OrderItem {
  readonly expression: Expression;
  readonly direction: 'ASC' | 'DESC';
  /** Undefined means the standard's default: last when ascending, first when descending. */
  readonly nulls?: 'FIRST' | 'LAST' | undefined;
}

/**
 * A function call, scalar or aggregate. `name` is the canonical upper-case name of the catalogue
 * (functions.ts): aliases are gone after parsing (IFF is IF, CEILING is CEIL, NVL is COALESCE, YEAR(x) and
 * EXTRACT(YEAR FROM x) are DATE_PART with the part as a string literal first, DATEADD(day, …) likewise).
 */
export interface Call extends Node<'call'> {
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly distinct?: boolean | undefined;
  /** FILTER (WHERE …), made by the compiler only. */
  readonly filter?: Expression | undefined;
  /** WITHIN GROUP (ORDER BY …) of the percentiles. */
  readonly withinGroup?: readonly OrderItem[] | undefined;
}

export type FrameBound =
  | { readonly kind: 'unboundedPreceding' | 'currentRow' | 'unboundedFollowing' }
  | { readonly kind: 'preceding' | 'following'; readonly rows: number };

export interface Frame {
  readonly mode: 'ROWS' | 'RANGE';
  readonly start: FrameBound;
  readonly end?: FrameBound | undefined;
}

export interface Window extends Node<'window'> {
  readonly call: Call;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
  readonly frame?: Frame | undefined;
}

export type Expression =
  | Literal
  | Reference
  | FieldReference
  | MetricReference
  | Column
  | Parameter
  | Star
  | Unary
  | Binary
  | Between
  | InList
  | Like
  | IsNull
  | Case
  | Cast
  | Call
  | Window;

export type ExpressionKind = Expression['kind'];
