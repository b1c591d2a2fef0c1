import { sameName } from '../plan/names.ts';
import type { Plan, Step, TimeRange } from '../plan/schema.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { windowField } from './anchors.ts';
import { type NotApplied, narrow } from './narrow.ts';
import type { DashboardSpec, Tile } from './spec.ts';
import type { Cross, View } from './view.ts';

/** What is asked for a tile: its own plan stays as it is written, the view and its members work on copies. */
export interface TilePlans {
  readonly main: Plan;
  readonly sparkline?: Plan | undefined;
  readonly notApplied: readonly NotApplied[];
}

/** The plans of a tile as a viewer sees it: narrowed by filters, in its window, compared, with its sparkline. */
export function tilePlans(
  tile: Tile & { plan: Plan },
  spec: DashboardSpec,
  view: View,
  model: ResolvedModel,
): TilePlans {
  const clicked = clickedWindow(tile, view, model);
  const narrowed = narrow(tile.plan, tile, spec, { ...view, cross: view.cross?.filter(one => one !== clicked) }, model);
  const window = clicked?.period ?? view.time?.range ?? spec.time?.range;
  const windowed = inWindow(narrowed.plan, tile, window, model);
  const compared = withComparison(windowed.plan, tile);
  const sparkline = sparklineOf(narrowed.plan, tile, model);
  return {
    main: compared.plan,
    ...(sparkline.plan && { sparkline: sparkline.plan }),
    notApplied: [...narrowed.notApplied, ...windowed.notApplied, ...compared.notApplied, ...sparkline.notApplied],
  };
}

/**
 * A click on a period of the date that a tile goes by is its window: what is before it can be compared with, and its
 * sparkline goes on. A tile that has a window of its own is narrowed by the period instead.
 */
function clickedWindow(tile: Tile & { plan: Plan }, view: View, model: ResolvedModel): Cross | undefined {
  const { plan, time } = tile;
  if (time?.range || time?.pinned || plan.measures.some(measure => measure.period !== undefined)) return undefined;
  const date = time?.field ?? windowField(plan, model);
  return view.cross?.find(
    ({ tile_id, field, period }) =>
      period !== undefined && tile_id !== tile.id && date !== undefined && sameName(field, date),
  );
}

interface Changed {
  readonly plan: Plan;
  readonly notApplied: readonly NotApplied[];
}

const unchanged = (plan: Plan, what?: NotApplied['what'], reason = ''): Changed => ({
  plan,
  notApplied: what === undefined ? [] : [{ what, reason }],
});

/** The tile's own window goes before the dashboard's, and that before the plan's. */
function inWindow(plan: Plan, tile: Tile, dashboards: TimeRange | undefined, model: ResolvedModel): Changed {
  const range = tile.time?.range ?? (tile.time?.pinned ? undefined : dashboards);
  if (!range) return unchanged(plan);
  if (plan.measures.some(measure => measure.period !== undefined)) {
    return unchanged(plan, 'time', 'Its numbers are each of a period of their own.');
  }
  const field = tile.time?.field ?? windowField(plan, model);
  if (field === undefined) return unchanged(plan, 'time', 'Its numbers are counted by no date, or by several.');
  return unchanged({ ...plan, time: { ...plan.time, field, range } });
}

/** Beside each shown measure its value before and its growth. */
function withComparison(plan: Plan, tile: Tile): Changed {
  const { comparison } = tile;
  if (!comparison) return unchanged(plan);
  if (plan.measures.length === 0) return unchanged(plan, 'comparison', 'It has no number to compare.');
  if (plan.summarise) return unchanged(plan, 'comparison', 'Its number sums up rows that are not compared.');
  if (plan.time?.range === undefined && plan.time?.grain === undefined) {
    return unchanged(plan, 'comparison', 'It counts all of time: there is nothing before it. Give it a window.');
  }
  const compared = (name: string) =>
    plan.steps.some(step => step.kind === 'comparison' && sameName(step.measure, name));
  const steps: Step[] = plan.measures
    .filter(measure => !measure.hidden && !compared(measure.name))
    .flatMap(({ name }) =>
      (['value', 'growth'] as const).map(output => ({
        kind: 'comparison' as const,
        name: `${name.slice(0, 100)}_${output === 'value' ? 'before' : 'growth'}`,
        measure: name,
        with: comparison.with,
        output,
      })),
    );
  return unchanged({ ...plan, steps: [...plan.steps, ...steps] });
}

/** Steps that mean the same in each period. */
const perPeriod: ReadonlySet<Step['kind']> = new Set(['ratio', 'difference', 'growth']);

/** The tile's number in its last complete periods. */
function sparklineOf(plan: Plan, tile: Tile, model: ResolvedModel): { plan?: Plan; notApplied: readonly NotApplied[] } {
  const { sparkline } = tile;
  if (!sparkline) return { notApplied: [] };
  const told = (reason: string) => ({ notApplied: [{ what: 'sparkline' as const, reason }] });
  if (plan.measures.length === 0 || plan.summarise) return told('It has no number that goes over time.');
  if (plan.measures.some(measure => measure.period !== undefined)) {
    return told('Its numbers are each of a period of their own.');
  }
  const field = tile.time?.field ?? windowField(plan, model);
  if (field === undefined) return told('Its numbers are counted by no date, or by several.');
  const { grain, periods } = sparkline;
  const { topPerGroup: _, limit: __, ...rest } = plan;
  return {
    plan: {
      ...rest,
      dimensions: [],
      steps: plan.steps.filter(step => perPeriod.has(step.kind)),
      having: [],
      orderBy: [],
      time: { field, grain, range: { kind: 'previous', unit: grain, count: periods }, fillGaps: true },
    },
    notApplied: [],
  };
}
