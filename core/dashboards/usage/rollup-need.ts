import * as v from 'valibot';
import { stableJson } from '../../plan/canonical.ts';
import { findField, sameName } from '../../plan/names.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ResolvedModel } from '../../semantic/resolve/types.ts';
import { canNarrow, windowField } from '../anchors.ts';
import type { DashboardSpec, Tile } from '../spec.ts';
import { type View, ViewSchema } from '../view.ts';
import { finestOf, type Grain, grainOf, grainOfRange } from './rollup-grain.ts';

/** What a rollup must hold for a tile to be answered from it: fields to group or narrow by, and periods of its date. */
export interface Need {
  readonly fields: readonly string[];
  readonly grain?: Grain | undefined;
}

/** A view with how many loads had it. */
export interface Viewed {
  readonly view: View;
  readonly loads: number;
}

type Planned = Tile & { readonly plan: Plan };

/** How a dashboard was looked at, by what was recorded of it. */
export function viewedIn(loads: readonly { readonly view: unknown }[]): readonly Viewed[] {
  return [...Map.groupBy(loads, ({ view }) => stableJson(view)).values()].flatMap(same => {
    const read = v.safeParse(ViewSchema, same[0]!.view);
    return read.success ? [{ view: read.output, loads: same.length }] : [];
  });
}

/** The date that windows of a tile go by. */
export const dateOf = ({ plan, time }: Planned, model: ResolvedModel): string | undefined =>
  time?.field ?? windowField(plan, model);

/** What the tile needs as its author made it, with every control that narrows it, whatever is chosen there. */
export function ownNeed(tile: Planned, spec: DashboardSpec, model: ResolvedModel): Need {
  const date = dateOf(tile, model);
  const controls = controlsFor(tile, spec, model);
  const onDate = controls.some(({ kind, field }) => kind === 'date' && isSame(field, date));
  return {
    fields: unique([
      ...tile.plan.dimensions.map(({ field }) => field),
      ...controls.filter(({ field }) => !isSame(field, date)).map(({ field }) => field),
      ...(tile.drill ?? []),
    ]),
    grain: finestOf([grainOf(tile, spec), onDate ? ('day' as const) : undefined].filter(grain => grain !== undefined)),
  };
}

/** What a view of it needs besides. */
export function viewNeed(tile: Planned, view: View, spec: DashboardSpec, model: ResolvedModel): Need {
  const date = dateOf(tile, model);
  const { time } = tile;
  const grains: Grain[] = [];
  const fields: string[] = [];
  if (view.time && date !== undefined && !time?.range && !time?.pinned) grains.push(grainOfRange(view.time.range));
  for (const { id, field } of controlsFor(tile, spec, model)) {
    const period = view.filters?.[id]?.period;
    if (period && isSame(field, date)) grains.push(grainOfRange(period));
  }
  for (const { tile_id, field, part, period } of view.cross ?? []) {
    if (tile_id === tile.id || !narrows(field, tile, model)) continue;
    if (!isSame(field, date)) fields.push(field);
    else grains.push(period ? grainOfRange(period) : part === 'hour' ? 'hour' : 'day');
  }
  return { fields: unique(fields), grain: finestOf(grains) };
}

/** Controls that narrow the tile: without their fields in the table, the table could not be narrowed. */
const controlsFor = (tile: Planned, spec: DashboardSpec, model: ResolvedModel): DashboardSpec['filters'] =>
  spec.filters.filter(
    ({ tiles, field }) => (tiles === undefined || tiles.includes(tile.id)) && narrows(field, tile, model),
  );

function narrows(field: string, { plan }: Planned, model: ResolvedModel): boolean {
  const found = findField(model.model, field);
  return found !== undefined && canNarrow(plan, found.dataset.name, model);
}

const isSame = (field: string, date: string | undefined): boolean => date !== undefined && sameName(field, date);

export const unique = (fields: readonly string[]): readonly string[] =>
  fields.filter((field, at) => fields.findIndex(other => sameName(other, field)) === at);

/** Part of the loads that look in one way, from which on a rollup is made for that way, too. */
const LEAST_SHARE = 0.05;

/** What views need besides, of those that enough loads had: fields with how many, and grains. */
export function oftenNeeded(
  tile: Planned,
  viewed: readonly Viewed[],
  spec: DashboardSpec,
  model: ResolvedModel,
): { readonly fields: ReadonlyMap<string, number>; readonly grains: readonly Grain[] } {
  const all = viewed.reduce((count, { loads }) => count + loads, 0);
  const fields = new Map<string, number>();
  const grains = new Map<Grain, number>();
  for (const { view, loads } of viewed) {
    const need = viewNeed(tile, view, spec, model);
    for (const field of need.fields) fields.set(field, (fields.get(field) ?? 0) + loads);
    if (need.grain) grains.set(need.grain, (grains.get(need.grain) ?? 0) + loads);
  }
  const often = <K>(counts: ReadonlyMap<K, number>) => [...counts].filter(([, loads]) => loads >= all * LEAST_SHARE);
  return { fields: new Map(often(fields)), grains: often(grains).map(([grain]) => grain) };
}

/** Whether what is held is enough for what is needed. */
export const holds = (held: Need, { fields, grain }: Need): boolean =>
  fields.every(field => held.fields.some(one => sameName(one, field))) &&
  (grain === undefined || (held.grain !== undefined && finestOf([grain, held.grain]) === held.grain));
