import type { Catalogue } from '../../core/answer/catalogue.ts';
import type { AnswerService } from '../../core/answer/service.ts';
import type { Suggestions } from '../../core/answer/suggestions.ts';
import type { Persona } from '../../core/identity/persona.ts';
import type { Sessions } from '../../core/identity/sessions.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { CacheStatistics } from '../../core/ports/result-cache.ts';
import type { Ledger } from '../../core/ports/stores.ts';

/** One line of the log of operations; never a password, token or row. */
export interface LogEntry {
  readonly level: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly [detail: string]: unknown;
}

/** All that the API stands on. Nothing in it reads the environment. */
export interface OrchestratorDependencies {
  readonly sessions: Sessions;
  readonly answers: AnswerService;
  readonly catalogue: Catalogue;
  readonly suggestions: Suggestions;
  readonly personas: readonly Persona[];
  readonly ledger: Ledger;
  readonly clock: Clock;
  cacheStatistics(): Promise<CacheStatistics>;
  runStatistics(): { readonly engineRuns: number; readonly sharedRuns: number };
  /** What the engine is and when its data was last written; rejects when the engine is down. */
  health(): Promise<{ readonly engine: string; readonly freshness: string }>;
  log(entry: LogEntry): void;
  readonly version: string;
  /** Cookies are sent over TLS only. Set it wherever people come by https. */
  readonly secureCookies: boolean;
  /** Seconds that a question is waited for unless the request says otherwise. Default 2. */
  readonly waitSeconds?: number | undefined;
  /** A question is waited for whatever the request says: nothing goes on after the response. Default false. */
  readonly alwaysWait?: boolean | undefined;
  /** Address of a request's client, for throttling. */
  addressOf(request: Request, environment: unknown): string;
}
