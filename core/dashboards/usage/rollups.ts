import { isSophiaError } from '../../errors.ts';
import type { Persona } from '../../identity/persona.ts';
import { additivityOf, isSemiAdditive } from '../../plan/additivity.ts';
import { stableJson } from '../../plan/canonical.ts';
import { compilePlan } from '../../plan/compile.ts';
import { plainReason } from '../../plan/plain-reason.ts';
import type { Filter, Measure, Plan } from '../../plan/schema.ts';
import type { ResolvedModel } from '../../semantic/resolve/types.ts';
import { emitText } from '../../sql/emit.ts';
import type { DialectName } from '../../sql/nodes.ts';
import { anchorsOf } from '../anchors.ts';
import type { DashboardSpec, Tile } from '../spec.ts';
import type { View } from '../view.ts';
import { finestOf, type Grain } from './rollup-grain.ts';
import { dateOf, holds, oftenNeeded, ownNeed, unique, type Viewed, viewNeed } from './rollup-need.ts';

/** A table that would answer tiles from fewer rows: proposed, never made. */
export interface Rollup {
  readonly name: string;
  readonly tileIds: readonly string[];
  /** `dataset.field` of the groups, without the time. */
  readonly grouping: readonly string[];
  readonly time?: { readonly field: string; readonly grain: Grain } | undefined;
  readonly measures: readonly string[];
  /** What it holds. */
  readonly plan: Plan;
  /** Makes the table, in the engine's dialect. */
  readonly sql: string;
  /** Tables that it is made of. */
  readonly tables: readonly string[];
}

export interface Rollups {
  readonly proposed: readonly Rollup[];
  /** Tiles that none would serve, and why. */
  readonly refused: readonly { readonly tileId: string; readonly reason: string }[];
}

export interface RollupOptions {
  readonly model: ResolvedModel;
  /** Whose rows it holds: a row filter is part of it. */
  readonly persona: Persona;
  readonly dialect: DialectName;
  readonly now: Date;
  /** How the dashboard was looked at: it serves what enough people chose. As its author made it when left out. */
  readonly viewed?: readonly Viewed[] | undefined;
}

/** More columns than these make about as many groups as there are rows. */
const mostGroups = 6;

/** Tables that would serve these tiles as well, one for all that count the same rows. */
export function proposeRollups(tileIds: ReadonlySet<string>, spec: DashboardSpec, options: RollupOptions): Rollups {
  const refused: { tileId: string; reason: string }[] = [];
  const parts: { tile: Tile; part: Part }[] = [];
  for (const tile of spec.tiles.filter(({ id }) => tileIds.has(id))) {
    const part = partOf(tile, spec, options);
    if (typeof part === 'string') refused.push({ tileId: tile.id, reason: part });
    else parts.push({ tile, part });
  }
  const groups = Map.groupBy(parts, ({ part }) => stableJson([part.anchors, part.where, part.time?.field]));
  const proposed = [...groups.values()].flatMap((together, index) => {
    const made = rollupOf(
      together.map(({ part }) => part),
      together.map(({ tile }) => tile.id),
      spec,
      index,
      options,
    );
    if (typeof made !== 'string') return [made];
    refused.push(...together.map(({ tile }) => ({ tileId: tile.id, reason: made })));
    return [];
  });
  return { proposed, refused };
}

/** What of a tile a rollup must hold. */
interface Part {
  readonly anchors: readonly string[];
  readonly where: readonly Filter[];
  readonly fields: readonly string[];
  /** Fields that views narrow it by, with how many loads did. */
  readonly wished: ReadonlyMap<string, number>;
  readonly time?: { readonly field: string; readonly grain: Grain } | undefined;
  readonly measures: readonly Measure[];
}

/** Or why there is none. */
function partOf(tile: Tile, spec: DashboardSpec, { model, viewed = [] }: RollupOptions): Part | string {
  const { plan } = tile;
  if (!plan) return 'Its data comes from a source of its own.';
  if (plan.fields.length > 0 || plan.measures.length === 0) return 'It lists rows instead of adding them up.';
  if (plan.dimensions.some(({ width, grain, part }) => (width ?? grain ?? part) !== undefined)) {
    return 'It groups by bands or periods of a field, which a rollup by values does not hold.';
  }
  const difficult = plan.measures.find(measure => !addsUp(measure, model));
  if (difficult) return `${difficult.label ?? difficult.name} can't be added up from parts.`;
  if (plan.where.some(isRelative)) return 'It is narrowed by a period that moves with the day.';
  const planned = { ...tile, plan };
  const field = dateOf(planned, model);
  const own = ownNeed(planned, spec, model);
  if (own.grain && field === undefined) return 'Its numbers are counted by no date, or by several.';
  const often = oftenNeeded(planned, viewed, spec, model);
  const grain = finestOf([...(own.grain ? [own.grain] : []), ...often.grains]);
  return {
    anchors: [...anchorsOf(plan, model)].sort(),
    where: plan.where,
    fields: own.fields,
    wished: often.fields,
    ...(grain && field !== undefined && { time: { field, grain } }),
    measures: plan.measures,
  };
}

const addsUp = (measure: Measure, model: ResolvedModel): boolean =>
  measure.period === undefined &&
  measure.timeField === undefined &&
  measure.timeFields === undefined &&
  !(measure.filters ?? []).some(isRelative) &&
  additivityOf(measure, model.model) === 'additive' &&
  !isSemiAdditive(measure, model.model);

function isRelative(filter: Filter): boolean {
  if ('period' in filter) return !['between', 'since', 'before'].includes(filter.period.kind);
  if ('anyOf' in filter) return filter.anyOf.some(isRelative);
  return 'related' in filter && filter.where.some(isRelative);
}

/** Or why there is none. */
function rollupOf(
  parts: readonly Part[],
  tileIds: readonly string[],
  spec: DashboardSpec,
  index: number,
  { model, persona, dialect, now }: RollupOptions,
): Rollup | string {
  const first = parts[0]!;
  const needed = unique(parts.flatMap(({ fields }) => fields));
  if (needed.length > mostGroups) {
    return `It would be grouped by ${needed.length} fields: nearly as many groups as rows.`;
  }
  const wished = parts.flatMap(part => [...part.wished]).sort(([, a], [, b]) => b - a);
  const grouping = unique([...needed, ...wished.map(([field]) => field)]).slice(0, mostGroups);
  const grains = parts.flatMap(({ time }) => (time ? [time.grain] : []));
  const grain = finestOf(grains);
  const measures = distinctMeasures(parts.flatMap(part => part.measures));
  const time = grain && first.time ? { field: first.time.field, grain } : undefined;
  const plan: Plan = {
    version: 1,
    measures: measures.map((measure, i) => ({ ...measure, name: `m${i + 1}`, hidden: undefined })),
    dimensions: grouping.map((field, i) => ({ field, name: `d${i + 1}` })),
    fields: [],
    where: [...first.where],
    ...(time && { time }),
    steps: [],
    having: [],
    orderBy: [],
  };
  try {
    const compiled = compilePlan(plan, model, {
      now,
      policy: persona,
      maxRows: Number.MAX_SAFE_INTEGER - 1,
      paths: 'shortest',
    });
    // The limit is for answers, and rows of a table have no order.
    const { query } = compiled;
    const whole = query.kind === 'select' ? { ...query, limit: undefined, orderBy: [] } : query;
    const name = `rollup_${spec.id.replaceAll('-', '_')}_${index + 1}`;
    return {
      name,
      tileIds,
      grouping,
      ...(time && { time }),
      measures: measures.map(({ label, metric, name: own }) => label ?? metric ?? own),
      plan,
      sql: `CREATE TABLE ${name} AS\n${emitText(whole, dialect)}`,
      tables: compiled.tables.map(table => table.name),
    };
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    return plainReason(error, model.model);
  }
}

function distinctMeasures(measures: readonly Measure[]): readonly Measure[] {
  const content = ({ name: _, label: __, hidden: ___, ...rest }: Measure) => stableJson(rest);
  return [...new Map(measures.map(measure => [content(measure), measure])).values()];
}

/** Counts the rows that a rollup would have: one run of the engine. */
export const sizePlan = ({ plan }: Rollup): Plan => ({
  ...plan,
  summarise: { function: 'count', by: [], name: 'size' },
});

/** Whether a tile is answered from it as somebody looks at the tile. */
export function serves(
  { grouping, time }: Rollup,
  tile: Tile,
  { view, spec, model }: { readonly view: View; readonly spec: DashboardSpec; readonly model: ResolvedModel },
): boolean {
  const { plan } = tile;
  return (
    plan !== undefined &&
    holds({ fields: grouping, grain: time?.grain }, viewNeed({ ...tile, plan }, view, spec, model))
  );
}
