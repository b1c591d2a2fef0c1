import { Refusal } from '../refusal.ts';
import { type BuildContext, capital, wordsOf } from './context.ts';

/**
 * "how did the reserves develop": a number that the model says is of today has no history; by month it would be of what
 * began in each month, which is something else.
 */
export function refuseHistoryOfNow({ draft, catalogue }: BuildContext): void {
  if (!draft.trend) return;
  for (const measure of draft.measures) {
    const info = measure.kind === 'metric' ? catalogue.metrics.get(measure.metric) : undefined;
    if (info && /\b(today|at present|right now|as of now)\b/i.test(info.metric.description ?? ''))
      throw new Refusal(`${capital(wordsOf(info.name))} is known for today only, not for a time before.`);
  }
}
