import type { Filter, PlanInput } from '../../plan/schema.ts';
import { columnName } from '../build/measures.ts';
import type { Catalogue } from '../catalogue.ts';
import { conditionsOf } from '../conditions.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';

/** "which are they?" behind a number of things: the same ones, each in a row. */
export function countedThings(plan: PlanInput, catalogue: Catalogue): PlanInput {
  const [measure, ...more] = plan.measures ?? [];
  const [parts] = [plan.dimensions, plan.steps, plan.having].filter(list => list?.length);
  const whole = !parts && !plan.time?.grain && !plan.summarise && !plan.topPerGroup && plan.limit === undefined;
  if (!measure || more.length > 0 || !whole || measure.period) throw new Refusal(reasons.lastAnswerOneNumber);
  const dataset =
    measure.metric === undefined
      ? /^COUNT\((?:DISTINCT )?([A-Za-z_]\w*)\./.exec(measure.expression ?? '')?.[1]
      : catalogue.metrics.get(measure.metric)?.counts;
  const conditions = measure.metric === undefined || dataset ? [] : conditionsOf(catalogue, measure.metric);
  const home = dataset ?? (conditions && catalogue.metrics.get(measure.metric ?? '')?.home);
  if (home === undefined || !conditions) throw new Refusal(reasons.lastAnswerNumberThings);
  const where: Filter[] = [
    ...((plan.where ?? []) as Filter[]),
    ...((measure.filters ?? []) as Filter[]),
    ...conditions.map(({ field, operator, values }) => ({ field: field.id, operator, values: [...values] }) as Filter),
    ...(plan.time?.range ? [{ field: plan.time.field, period: plan.time.range } as Filter] : []),
  ];
  const named = [catalogue.nameField(home), catalogue.keyField(home)].filter(field => field !== undefined);
  const shown = [...new Set(named.length > 0 ? named : [...catalogue.fieldsOf(home)].slice(0, 20))];
  const own = where.every(filter => !('field' in filter) || catalogue.hasOne(home, filter.field.split('.')[0]!));
  if (own) return { fields: shown.map(field => field.id), where };
  // what others tell of them goes with the number, which is one for each
  if (named.length === 0) throw new Refusal(reasons.countedNeitherName);
  return { ...plan, dimensions: shown.map(field => ({ field: field.id, name: columnName(field.name) })) };
}
