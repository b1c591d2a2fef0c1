import type { Dimension, Filter, PlanInput } from '../../plan/schema.ts';
import { type BuildContext, capital, checkRelated, wordsOf } from '../build/context.ts';
import { columnName, countOf } from '../build/measures.ts';
import type { FieldInfo } from '../catalogue.ts';
import { Refusal } from '../refusal.ts';
import { renamed } from './measures.ts';

/**
 * "same for suppliers", of customers by their region: suppliers by theirs. What the last answer is split or narrowed by
 * plays the same role for the things that are named; they are counted where the others were.
 *
 * @returns undefined where nothing of the last answer has such a twin
 * @throws Refusal where a number or a filter is of the other things alone
 */
export function withOtherRole(context: BuildContext, plan: PlanInput, things: string): PlanInput | undefined {
  const twin = (id: string) => twinOf(context, id, things);
  const groups = (plan.dimensions ?? []).map(group => ({ group, to: twin(group.field) }));
  const filters = (plan.where ?? []).map(filter => ({
    filter,
    to: 'field' in filter ? twin(filter.field) : undefined,
  }));
  const swapped = [...groups, ...filters].flatMap(({ to }) => to ?? []);
  if (swapped.length === 0) return undefined;
  const next = withThings(context, plan, things);
  for (const field of swapped) checkRelated(context, field.dataset, field.label);
  if (next !== plan) for (const { filter, to } of filters) if (!to) refuseOthers(context, filter, things);
  const names = new Map(
    groups.map(({ group, to }) => [group.name ?? '', to ? columnName(to.name) : (group.name ?? '')]),
  );
  const column = <T extends { column: string }>(each: T): T => ({
    ...each,
    column: names.get(each.column) ?? each.column,
  });
  return {
    ...next,
    dimensions: groups.map(
      ({ group, to }): Dimension => (to ? { ...group, field: to.id, name: columnName(to.name) } : group),
    ),
    where: filters.map(({ filter, to }): Filter => (to && 'field' in filter ? { ...filter, field: to.id } : filter)),
    orderBy: (next.orderBy ?? []).map(column),
    having: (next.having ?? []).map(column),
  };
}

/** The field that says of these things what the other says of those: their own, of the one role that they lead to. */
function twinOf({ catalogue }: BuildContext, id: string, things: string): FieldInfo | undefined {
  const field = catalogue.fields.get(id);
  if (!field || field.dataset === things || catalogue.hasOne(things, field.dataset)) return undefined;
  const source = (name: string) => JSON.stringify(catalogue.datasets.get(name)?.source);
  const [twin, ...more] = [...catalogue.fields.values()].filter(
    each =>
      each.dataset !== field.dataset &&
      source(each.dataset) === source(field.dataset) &&
      each.field.text === field.field.text &&
      catalogue.hasOne(things, each.dataset),
  );
  return more.length === 0 ? twin : undefined;
}

/** Things that are counted are those that are named now; a number of what happened is of them as well. */
function withThings(context: BuildContext, plan: PlanInput, things: string): PlanInput {
  const { catalogue } = context;
  const built = (plan.measures ?? []).map(measure => {
    const info = measure.metric === undefined ? undefined : catalogue.metrics.get(measure.metric);
    const home = info?.home ?? measure.over ?? /([A-Za-z_]\w*)\./.exec(measure.expression ?? '')?.[1] ?? '';
    if (home === things || catalogue.hasOne(home, things)) return { measure, home };
    const text = info?.text ?? measure.expression ?? '';
    // orders have a customer, and are of suppliers too: they are counted as before
    if (!/^COUNT\(/.test(text) || isPartly(context, home, things)) return kept(context, home, things, measure);
    return { measure: countOf(context, things).measure, home: things };
  });
  context.anchors = [...new Set(built.map(({ home }) => home))];
  const measures = built.map(({ measure }) => measure);
  return measures.every((measure, i) => measure === plan.measures?.[i]) ? plan : renamed(plan, measures);
}

const isPartly = ({ catalogue }: BuildContext, home: string, things: string): boolean => {
  const reach = catalogue.reach(home, things);
  return reach.kind === 'down' && reach.partOf;
};

/** A number that is none of these things alone. */
function kept<T>(context: BuildContext, home: string, things: string, measure: T): { measure: T; home: string } {
  if (isPartly(context, home, things)) return { measure, home };
  throw new Refusal(`This number is of ${wordsOf(home)}; name the one of ${wordsOf(things)}.`);
}

/** "customers of the building segment by country", "same for suppliers": they have no segment. */
function refuseOthers({ catalogue }: BuildContext, filter: Filter, things: string): void {
  const dataset = 'field' in filter ? catalogue.fields.get(filter.field)?.dataset : undefined;
  if (dataset === undefined || dataset === things || catalogue.hasOne(things, dataset)) return;
  throw new Refusal(
    `${capital(wordsOf(things))} have no ${wordsOf('field' in filter ? (filter.field.split('.')[1] ?? '') : '')}.`,
  );
}
