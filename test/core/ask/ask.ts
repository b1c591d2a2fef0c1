import type { DuckDBConnection } from '@duckdb/node-api';
import { createPlanner, type Planner } from '../../../core/ask/planner.ts';
import type { Choices, PlannerResult, PreviousTurn } from '../../../core/ask/types.ts';
import { analyst, type Persona } from '../../../core/identity/persona.ts';
import { compilePlan } from '../../../core/plan/compile.ts';
import type { Plan } from '../../../core/plan/schema.ts';
import type { Cell } from '../../../core/ports/query-engine.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { emitStatement } from '../../../core/sql/emit.ts';
import { museumYaml, NOW, openMuseum } from './museum.ts';

export { NOW };

export const museum = loadModel(museumYaml, { file: 'museum.yaml' });
export const resolvedMuseum = resolveModel(museum);

export type Planned = Extract<PlannerResult, { status: 'planned' }>;
export type Refused = Extract<PlannerResult, { status: 'refused' }>;
export type Clarify = Extract<PlannerResult, { status: 'clarify' }>;

export interface Asking {
  readonly choices?: Choices;
  /** Questions asked before, oldest first; each must be answerable. */
  readonly after?: readonly string[];
  /** A question asked after those that was not answered. */
  readonly unanswered?: string;
  readonly now?: Date;
}

/** A museum that can be asked, and whose engine can be asked in SQL for what the answer must be. */
export interface Desk {
  readonly planner: Planner;
  ask(question: string, asking?: Asking): Promise<PlannerResult>;
  /** The plan of a question that must be answered. */
  plan(question: string, asking?: Asking): Promise<Plan>;
  /** The rows of a question that must be answered. */
  rows(question: string, asking?: Asking): Promise<unknown[][]>;
  run(plan: Plan, now?: Date): Promise<unknown[][]>;
  sql(text: string): Promise<unknown[][]>;
}

/** Dates as text, numbers as numbers to nine digits, what is no value as null. */
function cell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return Number(Number(value).toPrecision(9));
  const text = String(value);
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(Number(text).toPrecision(9)) : text.replace(/ 00:00:00$/, '');
}

/** A model and the engine that holds its tables. */
export interface Place {
  readonly model: typeof resolvedMuseum;
  open(): Promise<DuckDBConnection>;
}

export async function openDesk(
  persona: Persona = analyst,
  place: Place = { model: resolvedMuseum, open: openMuseum },
): Promise<Desk> {
  const { model } = place;
  const connection = await place.open();
  const run = (plan: Plan, maxRows: number, now = NOW) => runPlan({ connection, model }, plan, persona, maxRows, now);
  const planner = await createPlanner({ model, persona, run });
  const ask = async (question: string, { choices = {}, after = [], unanswered, now = NOW }: Asking = {}) => {
    const conversation: PreviousTurn[] = [];
    for (const earlier of after) {
      const result = await planner.plan({ question: earlier, conversation: [...conversation], choices: {}, now });
      conversation.push({ question: earlier, plan: planned(result, earlier).plan });
    }
    if (unanswered !== undefined) conversation.push({ question: unanswered });
    return planner.plan({ question, conversation, choices, now });
  };
  const plan = async (question: string, asking?: Asking) => planned(await ask(question, asking), question).plan;
  return {
    planner,
    ask,
    plan,
    run: (plan, now) => run(plan, 1_000, now),
    rows: async (question, asking) => run(await plan(question, asking), 1_000, asking?.now),
    sql: async text => (await connection.runAndReadAll(text)).getRows().map(row => row.map(cell)),
  };
}

async function runPlan(
  { connection, model }: { connection: DuckDBConnection; model: Place['model'] },
  plan: Plan,
  policy: Persona,
  maxRows: number,
  now: Date,
) {
  const { query } = compilePlan(plan, model, { now, policy, maxRows, paths: 'shortest' });
  const { text, values } = emitStatement(query, 'duckdb');
  const reader = await connection.runAndReadAll(text, [...values]);
  return reader.getRows().map(row => row.map(cell));
}

function planned(result: PlannerResult, question: string): Planned {
  if (result.status === 'planned') return result;
  const why = result.status === 'refused' ? result.reason : result.question;
  throw new Error(`“${question}” was ${result.status}: ${why}`);
}

/** The order of rows is the engine's own where the question says none. */
export const sorted = (rows: readonly (readonly unknown[])[]): unknown[][] =>
  rows.map(row => [...row]).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

/** Questions, each with the SQL whose rows it must give; SQL that ends in an order asks for the rows in it. */
export type Golden = Readonly<Record<string, string | readonly [sql: string, asking: Asking]>>;

export interface Compared {
  readonly given: unknown[][];
  readonly wanted: unknown[][];
}

export async function compared(desk: Desk, question: string, golden: Golden[string]): Promise<Compared> {
  const [sql, asking] = typeof golden === 'string' ? [golden, {}] : golden;
  const given = await desk.rows(question, asking);
  const wanted = await desk.sql(sql);
  return /ORDER BY [^()]*$/.test(sql) ? { given, wanted } : { given: sorted(given), wanted: sorted(wanted) };
}
