import type { BuildContext } from './context.ts';
import { thingsAsked } from './none-of-those.ts';

/**
 * "how many clients have been invoiced more than 4 million in total": all that each was invoiced, and no single invoice of
 * so much.
 */
export function totalOfMany(context: BuildContext): void {
  const { draft, catalogue } = context;
  const things = thingsAsked(context);
  if (things === undefined || !saysTotal.some(stem => draft.said.has(stem))) return;
  for (const filter of draft.filters) {
    const [option, ...more] = filter.options;
    const { operator, values } = { operator: filter.operator, values: option?.values ?? [] };
    if (!option || more.length > 0 || option.field.kind !== 'number' || !isComparison(operator)) continue;
    if (catalogue.hasOne(things, option.field.dataset)) continue;
    const [metric, ...others] = [...catalogue.metrics.values()].filter(
      ({ text }) => text === `SUM(${option.field.id})`,
    );
    if (!metric || others.length > 0) continue;
    const numbers = values.filter(value => typeof value === 'number');
    draft.filters = draft.filters.filter(other => other !== filter);
    draft.having.push({
      ...{ measure: { kind: 'metric', metric: metric.name, at: filter.at }, operator, values: numbers, percent: false },
    });
  }
}

const saysTotal = ['total', 'altogether', 'overall', 'combin'];

const isComparison = (operator: string): operator is '<' | '<=' | '>' | '>=' | 'between' =>
  /^([<>]=?|between)$/.test(operator);
