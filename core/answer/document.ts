import * as v from 'valibot';
import type { Computation } from '../agents/types.ts';
import { toDollars, totalCost } from '../ledger/cost.ts';
import type { Answer } from './types.ts';

/** The answer as the API gives it and the conversation store keeps it. */
export const CellDocumentSchema = v.nullable(v.union([v.string(), v.number(), v.boolean()]));

const ColumnDocumentSchema = v.object({
  name: v.string(),
  label: v.string(),
  type: v.picklist(['string', 'integer', 'decimal', 'float', 'boolean', 'date', 'timestamp', 'time', 'other']),
  role: v.picklist(['time', 'dimension', 'measure']),
  unit: v.optional(v.string()),
  format: v.optional(v.string()),
  decimals: v.optional(v.number()),
  grain: v.optional(v.string()),
  /** What comes again of a date, such as its weekday: its values are in the order of the calendar. */
  part: v.optional(v.string()),
  /** Whether values of several groups add up: always, or within one period; left out where they don't. */
  additivity: v.optional(v.picklist(['additive', 'semiAdditive'])),
  /** Of the measure less is better. */
  better: v.optional(v.literal('lower')),
});

export const ResultsDocumentSchema = v.object({
  columns: v.array(ColumnDocumentSchema),
  rows: v.array(v.array(CellDocumentSchema)),
  truncated: v.boolean(),
  /** Where rows were left out on their way: how many there were. */
  available: v.optional(v.number()),
});

const ChoicesDocumentSchema = v.record(v.string(), v.string());

/** Dollars. */
export const CostDocumentSchema = v.object({
  bedrock_cost: v.number(),
  database_cost: v.number(),
  lambda_cost: v.number(),
  total_cost: v.number(),
});

/** How an agent computed an answer: its formula, what it read, and what other assumptions would change. */
export const ComputationDocumentSchema = v.object({
  agent: v.string(),
  calculation: v.string(),
  title: v.string(),
  formula: v.object({
    words: v.string(),
    symbols: v.string(),
    terms: v.array(v.object({ symbol: v.string(), meaning: v.string() })),
    source: v.string(),
  }),
  /** The formula with the values of one row. */
  example: v.nullable(v.string()),
  inputs: v.array(
    v.object({
      name: v.string(),
      title: v.string(),
      /** Entries in the ledger of what had to be run: a page of a large input each, none when all was cached. */
      query_ids: v.array(v.string()),
      explanation: v.string(),
      plan: v.record(v.string(), v.unknown()),
      sql: v.string(),
      rows: v.number(),
      cached: v.boolean(),
    }),
  ),
  /** What was left out or could not be computed, and why. */
  notes: v.array(v.string()),
  sensitivity: v.array(v.string()),
});
export type ComputationDocument = v.InferOutput<typeof ComputationDocumentSchema>;

const STATUSES = ['answered', 'refused', 'clarify', 'running', 'failed', 'cancelled'] as const;

export const AnswerDocumentSchema = v.object({
  query_id: v.string(),
  session_id: v.string(),
  question: v.string(),
  asked_at: v.string(),
  persona: v.string(),
  status: v.picklist(STATUSES),
  agent_response: v.string(),
  explanation: v.nullable(v.string()),
  plan: v.nullable(v.record(v.string(), v.unknown())),
  sql: v.nullable(v.string()),
  results: ResultsDocumentSchema,
  chart: v.object({
    kind: v.picklist(['number', 'table', 'line', 'bar', 'groupedBar', 'stackedBar', 'scatter', 'heatMap']),
    x: v.optional(v.string()),
    y: v.array(v.string()),
    series: v.optional(v.string()),
  }),
  assumptions: v.array(
    v.object({
      id: v.string(),
      kind: v.string(),
      text: v.string(),
      chosen: v.string(),
      choices: v.array(v.object({ id: v.string(), label: v.string() })),
    }),
  ),
  not_understood: v.array(v.object({ text: v.string(), start: v.number(), end: v.number(), reason: v.string() })),
  suggestions: v.array(v.string()),
  clarification: v.nullable(
    v.object({
      options: v.array(v.object({ label: v.string(), question: v.string(), choices: ChoicesDocumentSchema })),
    }),
  ),
  restrictions: v.array(v.string()),
  computation: v.optional(ComputationDocumentSchema),
  cost: CostDocumentSchema,
  execution_time: v.number(),
  cached: v.boolean(),
  freshness: v.nullable(v.string()),
  /** The query in whose place this one stands: the same question, another choice. */
  replaces: v.optional(v.string()),
});

export type AnswerDocument = v.InferOutput<typeof AnswerDocumentSchema>;
export type CostDocument = v.InferOutput<typeof CostDocumentSchema>;

/** What surrounds an answer: the turn it belongs to. */
export interface TurnFacts {
  readonly sessionId: string;
  readonly question: string;
  readonly askedAt: string;
  readonly persona: string;
  readonly replaces?: string | undefined;
}

export function costDocument(cost: Answer['cost']): CostDocument {
  return {
    bedrock_cost: toDollars(cost.model),
    database_cost: toDollars(cost.database),
    lambda_cost: toDollars(cost.compute),
    total_cost: toDollars(totalCost(cost)),
  };
}

export function answerDocument(answer: Answer, turn: TurnFacts): AnswerDocument {
  return {
    query_id: answer.queryId,
    session_id: turn.sessionId,
    question: turn.question,
    asked_at: turn.askedAt,
    persona: turn.persona,
    status: answer.status,
    agent_response: answer.sentence,
    explanation: answer.explanation ?? null,
    plan: answer.plan ?? null,
    sql: answer.sql ?? null,
    results: answer.results ? structuredCopy(answer.results) : { columns: [], rows: [], truncated: false },
    chart: answer.chart ? { ...answer.chart, y: [...answer.chart.y] } : { kind: 'table', y: [] },
    assumptions: answer.assumptions.map(each => ({ ...each, choices: each.choices.map(choice => ({ ...choice })) })),
    not_understood: answer.notUnderstood.map(each => ({ ...each })),
    suggestions: [...answer.suggestions],
    clarification: answer.clarification
      ? { options: answer.clarification.options.map(each => ({ ...each, choices: { ...each.choices } })) }
      : null,
    restrictions: [...answer.restrictions],
    ...(answer.computation && { computation: computationDocument(answer.computation) }),
    cost: costDocument(answer.cost),
    execution_time: answer.executionTime,
    cached: answer.cached,
    freshness: answer.freshness ?? null,
    ...(turn.replaces === undefined ? {} : { replaces: turn.replaces }),
  };
}

/** As the API gives it. */
export const computationDocument = ({ formula, inputs, ...rest }: Computation): ComputationDocument => ({
  agent: rest.agent,
  calculation: rest.calculation,
  title: rest.title,
  formula: { ...formula, terms: formula.terms.map(term => ({ ...term })) },
  example: rest.example ?? null,
  inputs: inputs.map(({ runs, ...input }) => ({
    ...input,
    query_ids: runs.filter(({ cached }) => !cached).map(({ queryId }) => queryId),
  })),
  notes: [...rest.notes],
  sensitivity: [...rest.sensitivity],
});

const structuredCopy = (results: NonNullable<Answer['results']>): v.InferOutput<typeof ResultsDocumentSchema> => ({
  columns: results.columns.map(column => ({ ...column })),
  rows: results.rows as (string | number | boolean | null)[][],
  truncated: results.truncated,
});
