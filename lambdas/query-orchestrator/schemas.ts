import * as v from 'valibot';
import { AGENTS } from '../../core/agents/types.ts';
import { AnswerDocumentSchema, CostDocumentSchema } from '../../core/answer/document.ts';
import { wholeNumber } from './whole-number.ts';

/** Shapes of requests and responses; OpenAPI is generated from them. Money is in dollars. */
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const isoDay = v.pipe(v.string(), v.isoDate('a day, YYYY-MM-DD'));

export const LoginSchema = v.object({
  username: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)),
});

export const RefreshSchema = v.object({ refresh_token: v.optional(v.pipe(v.string(), v.maxLength(4_000))) });

const UserSchema = v.object({
  username: v.string(),
  roles: v.array(v.string()),
  personas: v.array(
    v.object({
      name: v.string(),
      title: v.string(),
      description: v.nullable(v.string()),
      /** Name of the model that it asks, where several are served. */
      model: v.optional(v.string()),
      examples: v.array(v.string()),
    }),
  ),
});

export const SessionSchema = v.object({
  session_id: v.string(),
  expires_at: v.string(),
  csrf_token: v.string(),
  user: UserSchema,
});

export const SignedInSchema = v.object({
  access_token: v.string(),
  token_type: v.literal('Bearer'),
  expires_in: v.number(),
  refresh_token: v.string(),
  ...SessionSchema.entries,
});

/** An agent that is asked in place of the planner: by its name, or with the calculation and what it assumes. */
const AgentSchema = v.union([
  v.picklist(AGENTS),
  v.object({
    name: v.picklist(AGENTS),
    calculation: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(60))),
    parameters: v.optional(
      v.record(v.pipe(v.string(), v.maxLength(60)), v.union([v.pipe(v.string(), v.maxLength(200)), v.number()])),
    ),
  }),
]);

export const AskSchema = v.object({
  query: v.string(),
  /** Name or title. */
  persona: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** The conversation; left out, a new one begins. */
  session_id: v.optional(v.nullable(id)),
  choices: v.optional(v.record(v.pipe(v.string(), v.maxLength(200)), v.pipe(v.string(), v.maxLength(500)))),
  agent: v.optional(AgentSchema),
  /** A query of the conversation that this one is asked in place of, with other choices. */
  replaces: v.optional(v.nullable(id)),
  /** How long to wait for the answer before 202 is given in its place. */
  wait_seconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(60))),
});

export const RunningSchema = v.object({ query_id: v.string(), session_id: v.string(), status: v.literal('running') });

export const ConversationSchema = v.object({ session_id: v.string(), turns: v.array(AnswerDocumentSchema) });

export const HistoryQuerySchema = v.object({
  search: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(wholeNumber(1, 200), '50'),
  before: v.optional(v.pipe(v.string(), v.maxLength(40))),
});

export const HistorySchema = v.object({
  turns: v.array(
    v.object({
      query_id: v.string(),
      session_id: v.string(),
      question: v.string(),
      asked_at: v.string(),
      persona: v.string(),
      status: AnswerDocumentSchema.entries.status,
      agent_response: v.string(),
    }),
  ),
});

export const DaysQuerySchema = v.object({ from: v.optional(isoDay), to: v.optional(isoDay) });

export const DailyCostSchema = v.object({
  days: v.array(
    v.object({
      day: v.string(),
      persona: v.string(),
      queries: v.number(),
      cached: v.number(),
      ...CostDocumentSchema.entries,
      bytes_scanned: v.number(),
    }),
  ),
});

export const QueryCostSchema = v.object({
  query_id: v.string(),
  ...CostDocumentSchema.entries,
  bytes_scanned: v.number(),
  cached: v.boolean(),
});

export const CacheStatisticsSchema = v.object({
  hits: v.number(),
  misses: v.number(),
  hit_rate: v.number(),
  entries: v.number(),
  bytes: v.number(),
  evictions: v.number(),
  engine_runs: v.number(),
  shared_runs: v.number(),
});

const personaQuery = { persona: v.optional(v.pipe(v.string(), v.maxLength(200))) };
export const ModelQuerySchema = v.object(personaQuery);
export const SuggestQuerySchema = v.object({
  ...personaQuery,
  q: v.optional(v.pipe(v.string(), v.maxLength(2_000)), ''),
  session_id: v.optional(id),
});

export const SuggestionsSchema = v.object({
  suggestions: v.array(v.object({ text: v.string(), kind: v.picklist(['model', 'history']) })),
});

export const ModelSchema = v.object({
  name: v.string(),
  description: v.nullable(v.string()),
  persona: v.string(),
  metrics: v.array(
    v.object({
      name: v.string(),
      label: v.string(),
      description: v.nullable(v.string()),
      synonyms: v.array(v.string()),
      unit: v.nullable(v.string()),
      format: v.nullable(v.string()),
      time_field: v.nullable(v.string()),
      dimensions: v.array(v.string()),
    }),
  ),
  datasets: v.array(
    v.object({
      name: v.string(),
      label: v.string(),
      description: v.nullable(v.string()),
      fields: v.array(
        v.object({
          name: v.string(),
          label: v.string(),
          description: v.nullable(v.string()),
          synonyms: v.array(v.string()),
          type: v.string(),
          is_time: v.boolean(),
          values: v.array(v.string()),
        }),
      ),
    }),
  ),
  examples: v.array(v.string()),
  freshness: v.string(),
  faults: v.array(v.object({ path: v.string(), message: v.string(), mend: v.string() })),
});
export type ModelDocument = v.InferOutput<typeof ModelSchema>;

export const HealthSchema = v.object({
  status: v.literal('ok'),
  version: v.string(),
  uptime_seconds: v.number(),
  engine: v.string(),
  freshness: v.string(),
});

export const ProblemSchema = v.looseObject({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.string(),
  path: v.optional(v.array(v.union([v.string(), v.number()]))),
  request_id: v.optional(v.string()),
});
