import { usualRows } from '../answer/most-rows.ts';
import { isSophiaError, SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { compilePlan } from '../plan/compile.ts';
import type { Plan } from '../plan/schema.ts';
import type { Clock } from '../ports/clock.ts';
import type { QueryEngine, TableDescription } from '../ports/query-engine.ts';
import type { DashboardStore } from '../ports/stores.ts';
import type { Models } from '../semantic/models.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { isBuiltIn } from './built-in-author.ts';
import type { DashboardFault } from './errors.ts';
import { fault } from './faults.ts';
import { parseSpec } from './parse-spec.ts';
import { modelOf } from './persona-for.ts';
import type { DashboardSpec, Tile } from './spec.ts';
import { tilePlans } from './tile-plans.ts';

export interface DashboardHealth {
  readonly dashboardId: string;
  readonly revision: number;
  /** Tiles that were looked at: those that show data. */
  readonly tiles: number;
  /** When the data was last written, ISO 8601. */
  readonly freshness: string;
}

export interface HealthOptions {
  readonly store: DashboardStore;
  readonly engine: QueryEngine;
  readonly models: Models;
  readonly personas: readonly Persona[];
  readonly clock: Clock;
}

/**
 * Whether a built-in dashboard can be shown: all of its plans compile for somebody, and the tables behind them have
 * rows. Nothing is run, so that it can be asked often and by anybody.
 *
 * @throws dashboard.unknown (also for dashboards that people made), dashboard.unhealthy with each tile that is not,
 * engine.* when the engine is down
 */
export async function dashboardHealth(id: string, options: HealthOptions): Promise<DashboardHealth> {
  const { store, engine, models, personas, clock } = options;
  const head = await store.get(id);
  if (!head || !(await isBuiltIn(store, id))) throw new SophiaError('dashboard.unknown', ['id'], {});
  const spec = parseSpec(head.spec);
  const model = modelOf(spec, models);
  const able = personas.filter(persona => models.of(persona) === model && isMeant(spec, persona));
  const tables = new Map((await engine.tables()).map(table => [table.name.toLowerCase(), table]));
  const look: Look = { spec, model, personas: able, tables, now: clock.now() };
  const faults = spec.tiles.flatMap((tile, i) => tileFaults(tile, i, look));
  if (faults.length > 0) throw new SophiaError('dashboard.unhealthy', [], { id, faults });
  const tiles = spec.tiles.filter(({ plan, source }) => plan || source).length;
  return { dashboardId: id, revision: head.revision, tiles, freshness: await engine.freshness() };
}

const isMeant = ({ personas }: DashboardSpec, { name }: Persona): boolean =>
  personas === undefined || personas.includes(name);

interface Look {
  readonly spec: DashboardSpec;
  readonly model: ResolvedModel;
  readonly personas: readonly Persona[];
  readonly tables: ReadonlyMap<string, TableDescription>;
  readonly now: Date;
}

function tileFaults(tile: Tile, index: number, look: Look): DashboardFault[] {
  const at = ['tiles', index];
  if (tile.source) return [fault(at, `${tile.title}: the source ${tile.source.source} is not here.`, 'Configure it.')];
  const { plan } = tile;
  if (!plan) return [];
  try {
    const { main, sparkline } = tilePlans({ ...tile, plan }, look.spec, {}, look.model);
    const reasons = [main, ...(sparkline ? [sparkline] : [])].flatMap(one => planFault(one, look) ?? []);
    return reasons.slice(0, 1).map(reason => fault(at, `${tile.title}: ${reason}`, 'Mend the tile, or its data.'));
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    return [fault(at, `${tile.title}: ${error.message}`, 'Mend the tile.')];
  }
}

/** Why nobody can see rows of a plan; undefined when somebody can. */
function planFault(plan: Plan, { model, personas, tables, now }: Look): string | undefined {
  let first = 'No persona that it is for is here.';
  for (const [i, policy] of personas.entries()) {
    try {
      const compiled = compilePlan(plan, model, { now, policy, maxRows: usualRows, paths: 'shortest' });
      const empty = compiled.tables.find(({ name }) => (tables.get(name.toLowerCase())?.rowCount ?? 0) === 0);
      return empty && `The table ${empty.name} is not there or has no rows.`;
    } catch (error) {
      if (!isSophiaError(error)) throw error;
      if (i === 0) first = error.message;
    }
  }
  return first;
}
