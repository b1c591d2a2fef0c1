import type { Computation } from '../agents/types.ts';
import type { Assumption, Choices, NotUnderstood } from '../ask/types.ts';
import type { Plan } from '../plan/schema.ts';
import type { Cell, ColumnType } from '../ports/query-engine.ts';

/** A column of an answer, with what a page needs to show it. */
export interface AnswerColumn {
  readonly name: string;
  readonly label: string;
  readonly type: ColumnType;
  readonly role: 'time' | 'dimension' | 'measure';
  readonly unit?: string | undefined;
  readonly format?: string | undefined;
  readonly decimals?: number | undefined;
  readonly grain?: string | undefined;
  /** What comes again of a date, such as its weekday: its values are in the order of the calendar. */
  readonly part?: string | undefined;
  /**
   * Measures whose values of several groups add up to the value of all of them: always, or of one period only
   * (levels such as stock). Left out where they don't: averages, ratios, counts of distinct things.
   */
  readonly additivity?: 'additive' | 'semiAdditive' | undefined;
  /** Measures of which less is better, such as costs and waiting; left out where more is, or nothing is said. */
  readonly better?: 'lower' | undefined;
}

/** Integer micro-dollars; the API gives dollars. */
export interface Cost {
  readonly model: number;
  readonly database: number;
  readonly compute: number;
}

/** The fit chart: which columns go where. `table` and `number` draw no chart. */
export interface ChartSuggestion {
  readonly kind: 'number' | 'table' | 'line' | 'bar' | 'groupedBar' | 'stackedBar' | 'scatter' | 'heatMap';
  readonly x?: string | undefined;
  readonly y: readonly string[];
  readonly series?: string | undefined;
}

export interface Answer {
  readonly queryId: string;
  readonly status: 'answered' | 'refused' | 'clarify' | 'running' | 'failed' | 'cancelled';
  /** The answer, the reason of a refusal or the question back, in one sentence. */
  readonly sentence: string;
  readonly plan?: Plan | undefined;
  /** The plan in one plain sentence. */
  readonly explanation?: string | undefined;
  readonly sql?: string | undefined;
  readonly results?:
    | {
        readonly columns: readonly AnswerColumn[];
        readonly rows: readonly (readonly Cell[])[];
        readonly truncated: boolean;
      }
    | undefined;
  readonly chart?: ChartSuggestion | undefined;
  /** How an agent computed it; absent where a plan's rows are the answer. */
  readonly computation?: Computation | undefined;
  readonly assumptions: readonly Assumption[];
  readonly notUnderstood: readonly NotUnderstood[];
  /** Questions that work when asked. */
  readonly suggestions: readonly string[];
  readonly clarification?:
    | { readonly options: readonly { label: string; question: string; choices: Choices }[] }
    | undefined;
  /** What the persona's policy left out, in words. */
  readonly restrictions: readonly string[];
  readonly cost: Cost;
  /** Seconds. */
  readonly executionTime: number;
  readonly cached: boolean;
  /** When the data was last written, ISO 8601. */
  readonly freshness?: string | undefined;
}
