import type { Answer, AnswerColumn } from '../answer/types.ts';
import { isSophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { randomId } from '../identity/secrets.ts';
import { noCost } from '../ledger/cost.ts';
import { compilePlan } from '../plan/compile.ts';
import { parsePlan } from '../plan/parse.ts';
import type { Plan } from '../plan/schema.ts';
import type { Cell } from '../ports/query-engine.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { bindRoles } from './bind.ts';
import type { Settings } from './parameters.ts';
import { type Table, tableOf } from './table.ts';
import type { AnswerInput, Calculation, Context, Input, Subjects } from './types.ts';

/** A plan answered under the asker's persona: row filters, budget, ledger and cache apply to each. */
export type AskPlan = (request: {
  readonly queryId: string;
  readonly username: string;
  readonly persona: Persona;
  readonly plan: Plan;
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
}) => Promise<Answer>;

/** What a calculation is carried out for. */
export interface Task {
  readonly calculation: Calculation;
  readonly settings: Settings;
  readonly subjects: Subjects;
  readonly username: string;
  readonly persona: Persona;
  readonly now: Date;
  readonly narrow?: Narrow | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Narrows all plans of a calculation alike: what a dashboard's filters do. */
export type Narrow = (plans: readonly Plan[]) => readonly Plan[];

/** The inputs as they were read; `refused` is the answer of the one that was not to be had. */
export interface InputsRead {
  readonly context: Context;
  readonly tables: Readonly<Record<string, Table>>;
  readonly inputs: readonly AnswerInput[];
  readonly answers: readonly Answer[];
  readonly refused?: Answer | undefined;
}

/** Rows of an input are read in at most so many pages. */
const mostPages = 20;

const maxRows = 10_000;

/** Whether a plan can be asked by a persona at all. */
export function canAsk(model: ResolvedModel, persona: Persona, plan: Plan, now: Date): boolean {
  try {
    compilePlan(plan, model, { now, policy: persona, maxRows, paths: 'shortest' });
    return true;
  } catch (error) {
    if (isSophiaError(error)) return false;
    throw error;
  }
}

/** Reads all inputs of a calculation at the same time; where one can't be asked, that one alone. @throws engine.* */
export async function readInputs(ask: AskPlan, model: ResolvedModel, task: Task): Promise<InputsRead> {
  const { calculation, settings, subjects, now } = task;
  const today = new Date(Math.floor(now.getTime() / 86_400_000) * 86_400_000);
  const context: Context = { roles: bindRoles(model.model), settings, subjects, today };
  const wanted = calculation.inputs(context);
  const whole = wanted.map(({ plan }) => parsePlan(plan));
  const plans = task.narrow?.(whole) ?? whole;
  // What is refused is refused before anything has run.
  const closed = plans.findIndex(plan => !canAsk(model, task.persona, plan, now));
  const read = await Promise.all(
    wanted.flatMap((input, i) => (closed < 0 || closed === i ? [readInput(ask, input, plans[i]!, task)] : [])),
  );
  const answers = read.flatMap(one => one.answers);
  return {
    context,
    tables: Object.fromEntries(read.map(({ input, table }) => [input.name, table])),
    inputs: read.flatMap(one => (one.shown ? [one.shown] : [])),
    answers,
    refused: answers.find(({ status }) => status !== 'answered'),
  };
}

interface InputRead {
  readonly input: Input;
  readonly table: Table;
  readonly answers: readonly Answer[];
  readonly shown?: AnswerInput | undefined;
}

/** All rows of an input: pages go on from the last value of its column, whose rows may have been cut off. */
async function readInput(ask: AskPlan, input: Input, first: Plan, task: Task): Promise<InputRead> {
  const { username, persona, now, signal } = task;
  const answers: Answer[] = [];
  const rows: (readonly Cell[])[] = [];
  let columns: readonly AnswerColumn[] = [];
  let plan = first;
  for (let page = 1; ; page += 1) {
    const answer = await ask({ queryId: randomId('qry'), username, persona, plan, now, signal });
    answers.push(answer);
    const { results } = answer;
    if (answer.status !== 'answered' || !results) break;
    columns = results.columns;
    if (!results.truncated) {
      rows.push(...results.rows);
      break;
    }
    const next = nextPage(input, first, answer);
    if (!next || page === mostPages) {
      answers.push({ ...answer, status: 'refused', sentence: tooMany(input) });
      break;
    }
    rows.push(...next.whole);
    plan = next.plan;
  }
  const [head] = answers;
  const cached = answers.every(one => one.cached);
  const shown = head?.results && {
    name: input.name,
    title: input.title,
    runs: answers.map(({ queryId, cached: known, cost }) => ({ queryId, cached: known, cost })),
    explanation: head.explanation ?? '',
    plan: first,
    sql: head.sql ?? '',
    rows: rows.length,
    cached,
  };
  return { input, table: tableOf(columns, rows), answers, shown };
}

const tooMany = ({ title }: Input): string =>
  `${title}: there are too many rows to compute with. Ask about one product, place or supplier.`;

function nextPage(
  { pageBy }: Input,
  plan: Plan,
  { results }: Answer,
): { plan: Plan; whole: readonly (readonly Cell[])[] } | undefined {
  const index = results?.columns.findIndex(({ name }) => name === pageBy) ?? -1;
  const last = results?.rows.at(-1)?.[index];
  if (pageBy === undefined || typeof last !== 'string') return undefined;
  const whole = (results?.rows ?? []).filter(row => row[index] !== last);
  if (whole.length === 0) return undefined;
  const from = { column: pageBy, operator: '>=' as const, values: [last] };
  return { plan: { ...plan, having: [...plan.having, from] }, whole };
}

/** What all runs came to. */
export const totalCost = (answers: readonly Answer[]): Answer['cost'] =>
  answers.reduce(
    (sum, { cost }) => ({
      model: sum.model + cost.model,
      database: sum.database + cost.database,
      compute: sum.compute + cost.compute,
    }),
    noCost,
  );
