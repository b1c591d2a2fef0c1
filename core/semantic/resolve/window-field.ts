import type { Router } from './paths.ts';
import { aggregateIn, fieldsOf } from './shape.ts';
import type { ResolvedField, ResolvedMetric } from './types.ts';

/**
 * A windowed metric whose window runs over single rows of a dataset, seen as a field of that dataset:
 * `orders.running_total` for a metric `running_total` = SUM(orders.amount) OVER (…).
 */
export function windowFieldOf(metric: ResolvedMetric, router: Router): ResolvedField | undefined {
  if (!metric.windowed || aggregateIn(metric.expression)) return undefined;
  const datasets = [...new Set(fieldsOf(metric.expression).map(field => field.dataset))];
  const home = datasets.find(candidate => datasets.every(other => router.reachesOne(candidate, other)));
  if (home === undefined) return undefined;
  return { dataset: home, name: metric.metric.name, expression: metric.expression, windowed: true };
}
