import type { AnswerService } from '../../core/answer/service.ts';
import { isSophiaError } from '../../core/errors.ts';
import type { LanguageModel } from '../../core/ports/language-model.ts';
import type { QueryEngine } from '../../core/ports/query-engine.ts';
import type { Telemetry } from '../telemetry.ts';

/** What is measured, around the ports: nothing inside knows of it. */

/** What the asker did, not the engine. */
const notTheEngine = new Set(['engine.cancelled', 'engine.statement_refused']);

async function timed<T>(work: () => Promise<T>, done: (milliseconds: number, error?: unknown) => void): Promise<T> {
  const begun = performance.now();
  try {
    const result = await work();
    done(performance.now() - begun);
    return result;
  } catch (error) {
    done(performance.now() - begun, error);
    throw error;
  }
}

export const measuredEngine = (engine: QueryEngine, { measure }: Telemetry): QueryEngine => ({
  ...engine,
  run: (statement, options) =>
    timed(
      () => engine.run(statement, options),
      (milliseconds, error) => {
        const failed = error !== undefined && !(isSophiaError(error) && notTheEngine.has(error.code));
        measure({ DataSourceRequests: 1, DataSourceFailures: failed ? 1 : 0, DataSourceDuration: milliseconds });
      },
    ),
});

export const measuredModel = (model: LanguageModel, { measure }: Telemetry): LanguageModel => ({
  ...model,
  fill: request =>
    timed(
      () => model.fill(request),
      (milliseconds, error) =>
        measure({ Generations: 1, GenerationErrors: error === undefined ? 0 : 1, GenerationDuration: milliseconds }),
    ),
});

const activeMilliseconds = 5 * 60_000;

export function measuredAnswers(answers: AnswerService, { measure }: Telemetry): AnswerService {
  const seen = new Map<string, number>();
  const activeUsers = (username: string): number => {
    const now = Date.now();
    seen.set(username, now);
    for (const [user, at] of seen) if (now - at > activeMilliseconds) seen.delete(user);
    return seen.size;
  };
  return {
    ...answers,
    async ask(request) {
      const asked = await answers.ask(request);
      void asked.finished.then(({ document }) =>
        measure({
          Questions: 1,
          Refusals: ['refused', 'clarify'].includes(document.status) ? 1 : 0,
          CacheHits: document.cached ? 1 : 0,
          ActiveUsers: activeUsers(request.username),
          AnswerDuration: document.execution_time * 1000,
          QueryCost: document.cost.total_cost,
          ModelCost: document.cost.bedrock_cost,
        }),
      );
      return asked;
    },
  };
}
