import { fieldLabel, findField } from '../plan/names.ts';
import { partFilter } from '../plan/part-filter.ts';
import type { Filter, Plan } from '../plan/schema.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { canNarrow } from './anchors.ts';
import type { DashboardSpec, FilterControl, Tile } from './spec.ts';
import { type Cross, controlsOf, type View } from './view.ts';

/** What of a view does not reach a tile, and why: told beside its numbers. */
export interface NotApplied {
  readonly what: 'filter' | 'time' | 'comparison' | 'sparkline' | 'totals';
  readonly filter_id?: string | undefined;
  /** Filters: the field that does not narrow it. */
  readonly field?: string | undefined;
  readonly reason: string;
}

/** A plan with the filters that concern it, and those that do not. */
export interface Narrowed {
  readonly plan: Plan;
  readonly notApplied: readonly NotApplied[];
}

/**
 * Adds a view's filters to a tile's plan. A filter narrows what each counted row has one value of; others are left
 * alone and told, since they would count something else than they say.
 */
export function narrow(plan: Plan, tile: Tile, spec: DashboardSpec, view: View, model: ResolvedModel): Narrowed {
  const { plans, notApplied } = narrowAll([plan], tile, spec, view, model);
  return { plan: plans[0] ?? plan, notApplied };
}

/** As `narrow`, of plans that make up one result: a filter that one of them can't take narrows none. */
export function narrowAll(
  plans: readonly Plan[],
  tile: Tile,
  spec: DashboardSpec,
  view: View,
  model: ResolvedModel,
): { readonly plans: readonly Plan[]; readonly notApplied: readonly NotApplied[] } {
  const where: Filter[] = [];
  const notApplied: NotApplied[] = [];
  const add = (field: string, filters: readonly Filter[], filter_id?: string) => {
    if (filters.length === 0) return;
    const found = findField(model.model, field);
    if (found && plans.every(plan => canNarrow(plan, found.dataset.name, model))) where.push(...filters);
    else {
      const reason = found
        ? `It is not narrowed by ${fieldLabel(found)}: its rows have none, or several.`
        : `It is not narrowed by ${field}: the model has no such field.`;
      notApplied.push({ what: 'filter', ...(filter_id !== undefined && { filter_id }), field, reason });
    }
  };
  for (const control of controlsOf(spec, view)) {
    if (control.tiles === undefined || control.tiles.includes(tile.id)) {
      add(control.field, conditionsOf(control), control.id);
    }
  }
  for (const one of view.cross ?? []) {
    if (one.tile_id !== tile.id) add(one.field, [crossed(one, model)]);
  }
  const narrowed = where.length === 0 ? plans : plans.map(plan => ({ ...plan, where: [...plan.where, ...where] }));
  return { plans: narrowed, notApplied };
}

/** The condition that a click means. */
function crossed({ field, part, values = [], period }: Cross, { model }: ResolvedModel): Filter {
  if (period) return { field, period };
  const known = values.filter(value => value !== null);
  const missing: Filter = { field, operator: 'isMissing' };
  if (known.length === 0) return missing;
  const recurring = part && partFilter(field, part, known, model);
  const among: Filter = recurring ?? { field, operator: 'in', values: known };
  return known.length === values.length ? among : { anyOf: [among, missing] };
}

/** The conditions that a control's values mean; none where it lets everything through. */
function conditionsOf({ field, kind, selected, minimum, maximum, period }: FilterControl): Filter[] {
  if (kind === 'date') return period ? [{ field, period }] : [];
  if (kind === 'numberRange') {
    return [
      ...(minimum === undefined ? [] : [{ field, operator: '>=' as const, values: [minimum] }]),
      ...(maximum === undefined ? [] : [{ field, operator: '<=' as const, values: [maximum] }]),
    ];
  }
  return selected && selected.length > 0 ? [{ field, operator: 'in', values: [...selected] }] : [];
}
