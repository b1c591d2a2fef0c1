import type { ComputationDocument } from '../../../../core/answer/document.ts';
import type { AnswerColumn, ChartSuggestion } from '../../../../core/answer/types.ts';
import type { Assumption, Choices, NotUnderstood } from '../../../../core/ask/types.ts';
import type { Cell } from '../../../../core/ports/query-engine.ts';

export type { AnswerColumn, Assumption, Cell, ChartSuggestion, Choices, ComputationDocument, NotUnderstood };

/** What the HTTP API says, name for name. Money in dollars, durations in seconds, instants in ISO 8601. */
export interface PersonaSummary {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  /** The model that it asks, where several are served. */
  readonly model?: string;
  readonly examples: readonly string[];
}

export interface User {
  readonly username: string;
  readonly roles: readonly string[];
  readonly personas: readonly PersonaSummary[];
}

export interface SessionReply {
  readonly session_id: string;
  readonly expires_at: string;
  readonly csrf_token: string;
  readonly user: User;
}

export interface Results {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly truncated: boolean;
  /** Where rows were left out on their way: how many there were. */
  readonly available?: number | undefined;
}

export interface CostReply {
  readonly bedrock_cost: number;
  readonly database_cost: number;
  readonly lambda_cost: number;
  readonly total_cost: number;
}

export type AnswerStatus = 'answered' | 'refused' | 'clarify' | 'running' | 'failed' | 'cancelled';

export interface ClarificationOption {
  readonly label: string;
  readonly question: string;
  readonly choices: Choices;
}

export interface AnswerReply {
  readonly query_id: string;
  readonly session_id: string;
  readonly question: string;
  readonly asked_at: string;
  readonly persona: string;
  readonly status: AnswerStatus;
  readonly agent_response: string;
  readonly explanation?: string | null;
  readonly plan?: unknown;
  readonly sql?: string | null;
  readonly results?: Results | null;
  readonly chart?: ChartSuggestion | null;
  readonly assumptions: readonly Assumption[];
  readonly not_understood: readonly NotUnderstood[];
  readonly suggestions: readonly string[];
  readonly clarification?: { readonly options: readonly ClarificationOption[] } | null;
  readonly restrictions: readonly string[];
  /** How an agent computed it; absent where it was no agent. */
  readonly computation?: ComputationDocument | undefined;
  readonly cost: CostReply;
  readonly execution_time: number;
  readonly cached: boolean;
  readonly freshness?: string | null;
}

export interface RunningReply {
  readonly query_id: string;
  readonly session_id: string;
  readonly status: 'running';
}

export interface QueryRequest {
  readonly query: string;
  readonly persona: string;
  readonly session_id?: string | undefined;
  readonly choices?: Choices | undefined;
  /** The query in whose place this one stands. */
  readonly replaces?: string | undefined;
  readonly wait_seconds?: number | undefined;
}

export interface HistoryTurn {
  readonly query_id: string;
  readonly session_id: string;
  readonly question: string;
  readonly asked_at: string;
  readonly persona: string;
  readonly status: AnswerStatus;
  readonly agent_response: string;
}

export interface ModelMetric {
  readonly name: string;
  readonly label: string;
  readonly description?: string | null;
  readonly synonyms?: readonly string[];
  readonly unit?: string | null;
  readonly format?: string | null;
  readonly time_field?: string | null;
  readonly dimensions?: readonly string[];
}

export interface ModelField {
  readonly name: string;
  readonly label: string;
  readonly description?: string | null;
  readonly synonyms?: readonly string[];
  readonly type?: string | null;
  readonly is_time?: boolean;
  readonly values?: readonly Cell[];
}

export interface ModelDataset {
  readonly name: string;
  readonly label: string;
  readonly description?: string | null;
  readonly fields: readonly ModelField[];
}

export interface ModelReply {
  readonly name: string;
  readonly description?: string | null;
  readonly persona: string;
  readonly metrics: readonly ModelMetric[];
  readonly datasets: readonly ModelDataset[];
  readonly examples: readonly string[];
  readonly freshness?: string | null;
  readonly faults?: readonly ModelFault[];
}

export interface ModelFault {
  readonly path: string;
  readonly message: string;
  readonly mend: string;
}

export interface Suggestion {
  readonly text: string;
  readonly kind: 'model' | 'history';
}

export interface CostDay extends CostReply {
  readonly day: string;
  readonly persona: string;
  readonly queries: number;
  readonly cached: number;
  readonly bytes_scanned: number;
}

export interface CacheStatistics {
  readonly hits: number;
  readonly misses: number;
  readonly hit_rate: number;
  readonly entries: number;
  readonly bytes: number;
  readonly evictions: number;
  readonly engine_runs: number;
  readonly shared_runs: number;
}
