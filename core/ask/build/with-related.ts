import type { Filter } from '../../plan/schema.ts';
import type { Catalogue, FieldInfo } from '../catalogue.ts';
import { patterns } from '../english/patterns.ts';
import { Refusal } from '../refusal.ts';
import { type BuildContext, wordsOf } from './context.ts';

/** A filter on something the entity has many of asks for one that passes. */
export function withRelated(
  context: BuildContext,
  dataset: string,
  filters: readonly { filter: Filter; field: FieldInfo | undefined }[],
): Filter[] {
  const direct: Filter[] = [];
  const related = new Map<string, Filter[]>();
  for (const { filter, field } of filters) {
    const reach = field && context.catalogue.reach(dataset, field.dataset);
    if (field && reach?.kind === 'down') related.set(field.dataset, [...(related.get(field.dataset) ?? []), filter]);
    else if (reach?.kind === 'none')
      throw new Refusal(`${field?.label ?? 'This'} is not related to ${wordsOf(dataset)}.`);
    else direct.push(filter);
  }
  return [
    ...direct,
    ...[...together(context.catalogue, dataset, related)].flatMap(([name, where]) =>
      apart(where).map(one => positive(name, one)),
    ),
  ];
}

/** "customers who bought red parts in 1996": the lines of these parts are those of the orders of that year. */
function together(catalogue: Catalogue, home: string, related: ReadonlyMap<string, Filter[]>): Map<string, Filter[]> {
  const names = [...related.keys()];
  const stepsTo = (from: string, to: string) => {
    const reach = catalogue.reach(from, to);
    return reach.kind === 'same' || reach.kind === 'up' ? reach.distance : Number.POSITIVE_INFINITY;
  };
  const common = [...catalogue.datasets.keys()]
    .filter(name => catalogue.reach(home, name).kind === 'down')
    .map(name => ({ name, steps: names.reduce((sum, other) => sum + stepsTo(name, other), 0) }))
    .filter(({ steps }) => Number.isFinite(steps))
    .toSorted((a, b) => a.steps - b.steps)[0];
  return names.length < 2 || !common ? new Map(related) : new Map([[common.name, [...related.values()].flat()]]);
}

/** "with urgent orders and low orders": no order is both, so there is to be one of each. What else is said is of each. */
function apart(where: readonly Filter[]): readonly (readonly Filter[])[] {
  const clash = where.findIndex((one, at) => where.slice(0, at).some(other => areDisjoint(one, other)));
  if (clash < 0) return [where];
  const one = where[clash]!;
  const others = where.filter(other => other !== one && areDisjoint(one, other));
  return [...apart(where.filter(other => other !== one)), where.filter(other => !others.includes(other))];
}

const areDisjoint = (one: Filter, other: Filter): boolean =>
  'values' in one &&
  'values' in other &&
  one.field === other.field &&
  [one, other].every(({ operator }) => /^(=|in)$/.test(operator)) &&
  one.values.every(value => !other.values.includes(value));

/**
 * "not X" of something there are many of means that none of them is X; in a period, that none of those of the period
 * is: "customers who did not buy red parts in 1997".
 */
function positive(dataset: string, where: readonly Filter[]): Filter {
  const [only, ...more] = where.filter(filter => 'operator' in filter && negations[filter.operator] !== undefined);
  const rest = where.filter(filter => filter !== only);
  const operator = only && 'operator' in only ? negations[only.operator] : undefined;
  if (only && 'values' in only && operator && more.length === 0 && rest.every(filter => 'period' in filter)) {
    const all = only.values.find(value => patterns.wellDone.test(String(value).toLowerCase()));
    if (all !== undefined) throw new Refusal(`It is not clear whether none of them is “${all}”, or not all are.`);
    return { related: dataset, negated: true, where: [{ ...only, operator }, ...rest] };
  }
  return { related: dataset, where: [...where] };
}

const negations: Readonly<Record<string, '=' | 'in'>> = { '!=': '=', notIn: 'in' };
