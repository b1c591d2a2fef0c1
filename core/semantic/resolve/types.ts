import type { SophiaError } from '../../errors.ts';
import type { Expression } from '../expression/nodes.ts';
import type { Dataset, Field, Metric, ModelFault, SemanticModel } from '../model/types.ts';
import type { JoinGraph } from './graph.ts';
import type { Namespace } from './names.ts';
import type { PathChoice, Router } from './paths.ts';

/**
 * A field whose names are known. In `expression` a `Column` is a physical column of the dataset that its
 * `relation` names, a `FieldReference` is another field, of this dataset or of one that this reaches N:1.
 */
export interface ResolvedField {
  readonly dataset: string;
  readonly name: string;
  /** The field as declared; absent for a windowed metric seen as a field of the dataset it runs over. */
  readonly field?: Field | undefined;
  readonly expression: Expression;
  /** It, or a field it uses, is a window over the rows of its dataset. */
  readonly windowed: boolean;
}

/** A metric whose names are known: fields by `FieldReference`, metrics by `MetricReference`. */
export interface ResolvedMetric {
  readonly metric: Metric;
  readonly expression: Expression;
  /** It has a window function. */
  readonly windowed: boolean;
  /** Why it cannot be used; raised when a query does. */
  readonly fault?: SophiaError | undefined;
}

export interface ResolvedDataset {
  readonly dataset: Dataset;
  /** By the name as declared. */
  readonly fields: ReadonlyMap<string, ResolvedField>;
  /** One expression a column of the primary key; empty when none is declared. */
  readonly primaryKey: readonly Expression[];
}

export interface ResolvedModel {
  readonly model: SemanticModel;
  readonly names: Namespace;
  /** By the name as declared. */
  readonly datasets: ReadonlyMap<string, ResolvedDataset>;
  readonly metrics: ReadonlyMap<string, ResolvedMetric>;
  /** Faults of single metrics, which make only these unusable. */
  readonly faults: readonly ModelFault[];
  readonly graph: JoinGraph;
  router(choice: PathChoice): Router;
  /**
   * How rows of one dataset meet rows of another: `same`, at most `one`, `many` (1:N, or N:N over a bridge),
   * or `none`. Ambiguous ways count; a query over them is an error in the strict choice of paths.
   */
  reach(from: string, to: string): 'same' | 'one' | 'many' | 'none';
}
