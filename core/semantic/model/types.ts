import type { Expression } from '../expression/nodes.ts';

/** The semantic model as loaded and checked: any file version of the standard gives this one shape. */

export type DataType =
  | 'String'
  | 'Integer'
  | 'Decimal'
  | 'Float'
  | 'Boolean'
  | 'Date'
  | 'Time'
  | 'DateTime'
  | 'DateTimeTz'
  | 'Opaque';

/** Time grains, coarse to fine; week starts on Monday. */
export type Grain = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour';

/** What the standard lacks, from `custom_extensions` of vendor COMMON (JSON). All optional. */
export interface Extension {
  /** Unit shown with the number: an ISO currency code (USD), `%` (values are fractions), days, pieces … */
  readonly unit?: string | undefined;
  /** number | integer | currency | percent | duration | date | text */
  readonly format?: string | undefined;
  /** Decimals to show. */
  readonly decimals?: number | undefined;
  /** Metrics: the time field it is counted by, `dataset.field`. Datasets: its default time field. */
  readonly timeField?: string | undefined;
  /** Time fields: the finest grain that makes sense. */
  readonly grain?: Grain | undefined;
  /** Fields to drill down through, `dataset.field`, coarse to fine. */
  readonly drillPath?: readonly string[] | undefined;
  /** Datasets: how fresh it is expected to be, ISO 8601 duration. */
  readonly freshness?: string | undefined;
  /** Metrics: true when a smaller number is better (lead time, returns). */
  readonly lowerIsBetter?: boolean | undefined;
  /** Metrics: a level, not a flow (stock on hand); never summed over time. */
  readonly semiAdditive?: boolean | undefined;
  /** Models: the parts that its things play for agents, role to field, metric or expression (core/agents/roles.ts). */
  readonly roles?: Readonly<Record<string, string>> | undefined;
  /** Hidden from questions and listings. */
  readonly hidden?: boolean | undefined;
}

/** `ai_context`, whatever form it had in the file. */
export interface AiContext {
  readonly instructions?: string | undefined;
  readonly synonyms: readonly string[];
  readonly examples: readonly string[];
}

/** Where in the file something stands, for errors: 1-based line, and the path of keys and indexes. */
export interface Place {
  readonly line: number;
  readonly path: readonly (string | number)[];
}

interface Described {
  readonly name: string;
  /** The name was quoted in the file, or had to be: only the quoted form with the same letters refers to it. */
  readonly quoted?: boolean | undefined;
  /** What to show in place of the name. */
  readonly label?: string | undefined;
  readonly description?: string | undefined;
  readonly aiContext: AiContext;
  readonly extension: Extension;
  readonly place: Place;
}

export type Source =
  | { readonly kind: 'table'; readonly parts: readonly string[] }
  | { readonly kind: 'query'; readonly text: string };

export interface Field extends Described {
  /** The text of the dialect that was chosen, and its tree (names not yet resolved). */
  readonly text: string;
  readonly expression: Expression;
  readonly datatype?: DataType | undefined;
  /** Explicit, or by the datatype when not. */
  readonly isTime: boolean;
  /** The file has a `dimension` object for it. */
  readonly isDimension: boolean;
  /** `access_modifier: private` */
  readonly private: boolean;
}

export interface Dataset extends Described {
  readonly source: Source;
  readonly primaryKey: readonly string[];
  readonly uniqueKeys: readonly (readonly string[])[];
  readonly fields: readonly Field[];
}

export interface Relationship extends Described {
  readonly from: string;
  readonly to: string;
  readonly fromColumns: readonly string[];
  readonly toColumns: readonly string[];
}

export interface Metric extends Described {
  readonly text: string;
  readonly expression: Expression;
  readonly datatype?: DataType | undefined;
  readonly private: boolean;
}

export interface SemanticModel extends Described {
  /** `version` of the file, or 'unknown' where it has none. */
  readonly version: string;
  readonly datasets: readonly Dataset[];
  readonly relationships: readonly Relationship[];
  readonly metrics: readonly Metric[];
  /** Datasets and metrics of the file that an engine can't compute: whoever names them means nothing that is here. */
  readonly leftOut?: readonly string[] | undefined;
}

/** One fault of a model file, with the mend. */
export interface ModelFault extends Place {
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly mend: string;
}
