import type { Expression } from '../expression/nodes.ts';

/** A semantic query as trees: what the compiler takes. References may be unresolved (`Reference`) or resolved. */

/** Rows that have (negated: have no) row in `dataset`, reached over relationships, that passes all of `where`. */
export interface RelatedPredicate {
  readonly kind: 'related';
  readonly dataset: string;
  readonly negated: boolean;
  readonly where: readonly Expression[];
}

export interface ProjectionTree {
  readonly expression: Expression;
  readonly alias: string;
}

/** Rows of these datasets have another expression in place of the usual one: the period of each by its own date. */
export interface DimensionTree extends ProjectionTree {
  readonly of?: ReadonlyMap<string, Expression> | undefined;
}

export interface MeasureTree extends ProjectionTree {
  /** Dataset whose rows are aggregated, in place of the one that the expression's own fields come from. */
  readonly over?: string | undefined;
  /** Filters of this measure alone, on top of the query's. They leave the groups of other measures as they are. */
  readonly where?: readonly (Expression | RelatedPredicate)[] | undefined;
  /** Further filters of the aggregates over the rows of each dataset; there is one for every dataset that it aggregates. */
  readonly whereOf?: ReadonlyMap<string, Expression> | undefined;
}

export interface OrderTree {
  /** An alias of the projection, or an expression that could have been projected. */
  readonly target: { readonly alias: string } | { readonly expression: Expression };
  readonly direction: 'ASC' | 'DESC';
  readonly nulls?: 'FIRST' | 'LAST' | undefined;
}

export interface QueryTree {
  /**
   * The dataset the query is about. A scalar query lists its rows; COUNT(*) counts its rows unless the query
   * touches a finer dataset. Found from the fields when left out.
   */
  readonly home?: string | undefined;
  readonly dimensions: readonly DimensionTree[];
  readonly measures: readonly MeasureTree[];
  readonly fields: readonly ProjectionTree[];
  readonly where: readonly (Expression | RelatedPredicate)[];
  readonly having: readonly Expression[];
  /** Conditions on the columns of an aggregation query, each named by its alias; of dimensions and measures alike. */
  readonly kept?: readonly Expression[] | undefined;
  readonly orderBy: readonly OrderTree[];
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}
