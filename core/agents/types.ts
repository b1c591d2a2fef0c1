import type { AnswerColumn, Cost } from '../answer/types.ts';
import type { Plan, PlanInput } from '../plan/schema.ts';
import type { Cell } from '../ports/query-engine.ts';
import type { Roles } from './bind.ts';
import type { ParameterName, Settings } from './parameters.ts';
import type { RoleName } from './roles.ts';
import type { Table } from './table.ts';

export const AGENTS = ['inventory', 'logistics', 'supplier'] as const;
export type AgentName = (typeof AGENTS)[number];

/** How something is computed, for people: in words, in symbols, and where it is from. */
export interface Formula {
  readonly words: string;
  readonly symbols: string;
  readonly terms: readonly { readonly symbol: string; readonly meaning: string }[];
  readonly source: string;
}

/** A plan whose rows a calculation reads. */
export interface Input {
  readonly name: string;
  /** What it is, in a few words: Demand by product and place. */
  readonly title: string;
  readonly plan: PlanInput;
  /** Column of text by which a result too large for one answer is read in pages. */
  readonly pageBy?: string | undefined;
}

/** What an agent can be asked about one thing alone. */
export const SUBJECTS = ['product', 'location', 'supplier'] as const;
export type Subject = (typeof SUBJECTS)[number];
export type Subjects = Readonly<Partial<Record<Subject, string>>>;

export interface Context {
  readonly roles: Roles;
  readonly settings: Settings;
  /** The one that was asked about, in the words of who asked; already narrowed to by the plans. */
  readonly subjects: Subjects;
  /** Start of the day that was asked on, UTC. */
  readonly today: Date;
}

/** What a calculation found. */
export interface Computed {
  readonly columns: readonly AnswerColumn[];
  /** Most important first. */
  readonly rows: readonly (readonly Cell[])[];
  /** The column that a chart shows; the first number when left out. */
  readonly main?: string | undefined;
  /** The first row is of all together, the others of its parts. */
  readonly wholeFirst?: boolean | undefined;
  /** The answer in one sentence. */
  readonly sentence: string;
  /** The formula with the values of one row. */
  readonly example?: string | undefined;
  /** What was left out or could not be computed, and why. */
  readonly notes: readonly string[];
  /** What other assumptions would change. */
  readonly sensitivity: readonly string[];
}

/** One thing that an agent can compute: plans to read, and a pure function over their rows. */
export interface Calculation {
  readonly agent: AgentName;
  readonly name: string;
  readonly title: string;
  /** Words that ask for it. */
  readonly question: string;
  readonly formula: Formula;
  /** Roles without which it can't be computed. */
  readonly needs: readonly RoleName[];
  readonly parameters: readonly ParameterName[];
  readonly subjects: readonly Subject[];
  inputs(context: Context): readonly Input[];
  /** `undefined` where there are no rows to compute from. */
  compute(tables: Readonly<Record<string, Table>>, context: Context): Computed | undefined;
}

/** An input of an answer, with what it gave. */
export interface AnswerInput {
  readonly name: string;
  readonly title: string;
  /** A run for each page; what was not from the cache is in the ledger by its id. */
  readonly runs: readonly { readonly queryId: string; readonly cached: boolean; readonly cost: Cost }[];
  readonly explanation: string;
  readonly plan: Plan;
  readonly sql: string;
  readonly rows: number;
  readonly cached: boolean;
}

/** How an answer was computed from what was asked of the data. */
export interface Computation {
  readonly agent: AgentName;
  readonly calculation: string;
  readonly title: string;
  readonly formula: Formula;
  readonly example?: string | undefined;
  readonly inputs: readonly AnswerInput[];
  readonly notes: readonly string[];
  readonly sensitivity: readonly string[];
}
