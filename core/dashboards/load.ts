import type { Answerer } from '../answer/answerer.ts';
import { computationDocument, costDocument } from '../answer/document.ts';
import type { Answer, Cost } from '../answer/types.ts';
import { isSophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { randomId } from '../identity/secrets.ts';
import { ledgerDay, noCost } from '../ledger/cost.ts';
import { parsePlan } from '../plan/parse.ts';
import type { Plan } from '../plan/schema.ts';
import type { Clock } from '../ports/clock.ts';
import type { AuditLog, Ledger } from '../ports/stores.ts';
import { Models } from '../semantic/models.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { asReady } from './as-ready.ts';
import { type Answered, ask, askTile, isAgentTile } from './ask-tile.ts';
import { inReadingOrder } from './layout.ts';
import type { FilterEvent, LoadEvent, TileEvent } from './load-document.ts';
import { modelOf, personaFor } from './persona-for.ts';
import type { DashboardSpec, FilterControl, Tile } from './spec.ts';
import type { View } from './view.ts';

export interface LoaderOptions {
  readonly answerer: Answerer;
  readonly model: ResolvedModel;
  /** All that dashboards can be over, where there are several. */
  readonly models?: Models | undefined;
  readonly ledger: Ledger;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Told of faults of ours: the viewer is told only that there was one. */
  onFault?(error: unknown, tileId: string): void;
}

export interface LoadRequest {
  readonly username: string;
  /** Who looks, for the audit log, where that is not the user whose rights and budget it is: a guest of a link. */
  readonly viewer?: string | undefined;
  /** By what the viewer came, for the audit log: a link, an alert, a report. */
  readonly via?: string | undefined;
  readonly persona: Persona;
  readonly spec: DashboardSpec;
  readonly revision: number;
  readonly view: View;
  /** Those wanted; all when left out. */
  readonly tiles?: ReadonlySet<string> | undefined;
  /** Whether the values of filters are wanted. Default true. */
  readonly filters?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Loader {
  /**
   * Each tile's answer as it is ready; one that is refused or fails says why, and the others come all the same.
   * @throws dashboard.model_unknown, dashboard.persona_missing (the persona asks another model), at once
   */
  load(request: LoadRequest): AsyncGenerator<LoadEvent>;
}

/** Answers all tiles of a dashboard at once, over the cache and the runs that everybody shares. */
export function createLoader(options: LoaderOptions): Loader {
  const models = options.models ?? new Models([options.model]);
  return {
    load(request) {
      personaFor(request.spec, models, [request.persona]);
      return load({ ...options, model: modelOf(request.spec, models) }, request);
    },
  };
}

async function* load(options: LoaderOptions, request: LoadRequest): AsyncGenerator<LoadEvent> {
  const { spec, persona, revision } = request;
  const begun = performance.now();
  const now = options.clock.now();
  const wanted = ({ id }: Tile) => request.tiles === undefined || request.tiles.has(id);
  const tiles = [...spec.tiles].sort(inReadingOrder).filter(tile => (tile.plan || tile.source) && wanted(tile));
  const filters = request.filters === false ? [] : spec.filters;
  yield {
    kind: 'start',
    dashboard_id: spec.id,
    revision,
    persona: persona.name,
    now: now.toISOString(),
    tiles: tiles.map(({ id }) => id),
  };
  const totals = new Totals();
  const works = [
    ...tiles.map(tile => tileEvent(options, request, tile, now, totals)),
    ...filters.map(control => filterEvent(options, request, control, now, totals)),
  ];
  yield* asReady<LoadEvent>(works);
  await Promise.all([enterCost(options, request, now, totals), noteLoad(options, request, now, totals)]);
  const { answered, refused, failed, cached, cost } = totals;
  const execution_time = seconds(begun);
  yield { kind: 'end', answered, refused, failed, cached, cost: costDocument(cost), execution_time };
}

const seconds = (begun: number): number => Math.round((performance.now() - begun) * 10) / 10_000;

/** What a load came to. `own` is what no run of the engine has entered into the ledger yet. */
class Totals {
  answered = 0;
  refused = 0;
  failed = 0;
  cached = 0;
  cost: Cost = noCost;
  own = 0;
  readonly statuses: Record<string, string> = {};

  add(status: 'answered' | 'refused' | 'failed', answer: Answer | undefined): void {
    this[status] += 1;
    if (answer?.cached) this.cached += 1;
    if (answer) this.addCost(answer);
  }

  addCost({ cost, cached }: Answer): void {
    const { model, database, compute } = this.cost;
    this.cost = { model: model + cost.model, database: database + cost.database, compute: compute + cost.compute };
    if (cached || cost.database === 0) this.own += cost.compute;
  }
}

const nothing = { columns: [], rows: [], truncated: false };

async function tileEvent(
  options: LoaderOptions,
  request: LoadRequest,
  tile: Tile,
  now: Date,
  totals: Totals,
): Promise<TileEvent> {
  const query_id = randomId('qry');
  const failure = (status: 'refused' | 'failed', message: string, code: string, answer?: Answer): TileEvent => {
    totals.add(status, answer);
    totals.statuses[tile.id] = status;
    return {
      ...emptyEvent(tile.id, query_id),
      status,
      message,
      code,
      sql: answer?.sql ?? null,
      cost: costDocument(answer?.cost ?? noCost),
    };
  };
  if (!tile.plan && !isAgentTile(tile)) {
    const reason = `The source ${tile.source?.source ?? ''} is not configured here.`;
    return failure('refused', reason, 'source.unknown');
  }
  try {
    const { answer, small, whole, notApplied } = await askTile(options, request, tile, query_id, now);
    for (const one of [small, whole?.answer]) if (one) totals.addCost(one);
    if (answer.status !== 'answered') return failure('refused', answer.sentence, 'plan.refused', answer);
    totals.add('answered', answer);
    totals.statuses[tile.id] = 'answered';
    return answeredEvent(tile, query_id, { answer, small, whole, notApplied });
  } catch (error) {
    if (isSophiaError(error)) return failure('failed', error.message, error.code);
    options.onFault?.(error, tile.id);
    return failure('failed', 'Something went wrong on our side. It has been logged.', 'internal');
  }
}

const emptyEvent = (tile_id: string, query_id: string) => ({
  kind: 'tile' as const,
  tile_id,
  query_id,
  results: nothing,
  chart: { kind: 'table', y: [] },
  sparkline: null,
  not_applied: [],
  restrictions: [],
  explanation: null,
  sql: null,
  cached: false,
  execution_time: 0,
  freshness: null,
});

function answeredEvent(tile: Tile, query_id: string, { answer, small, whole, notApplied }: Answered): TileEvent {
  const untold = { sparkline: small, totals: whole?.answer };
  const told = (['sparkline', 'totals'] as const).flatMap(what => {
    const one = untold[what];
    return one && one.status !== 'answered' ? [{ what, reason: one.sentence }] : [];
  });
  return {
    ...emptyEvent(tile.id, query_id),
    status: 'answered',
    message: answer.sentence,
    results: copied(answer),
    chart: answer.chart ? { ...answer.chart, y: [...answer.chart.y] } : { kind: 'table', y: [] },
    sparkline: small?.results ? copied(small) : null,
    ...(whole?.answer.status === 'answered' && { totals: [...whole.cells] }),
    not_applied: [...notApplied, ...told].map(one => ({ ...one })),
    restrictions: [...answer.restrictions],
    explanation: answer.explanation ?? null,
    ...(answer.computation && { computation: computationDocument(answer.computation) }),
    sql: answer.sql ?? null,
    cost: costDocument(answer.cost),
    cached: answer.cached,
    execution_time: answer.executionTime,
    freshness: answer.freshness ?? null,
  };
}

const copied = ({ results }: Answer): TileEvent['results'] => ({
  columns: (results?.columns ?? []).map(column => ({ ...column })),
  rows: (results?.rows ?? []) as (string | number | boolean | null)[][],
  truncated: results?.truncated ?? false,
});

/** Values of a control that are listed at once; more are found by searching. */
const mostValues = 500;

/** What a filter can be set to, for this persona. */
async function filterEvent(
  options: LoaderOptions,
  request: LoadRequest,
  control: FilterControl,
  now: Date,
  totals: Totals,
): Promise<FilterEvent> {
  const base = { kind: 'filter' as const, filter_id: control.id, values: [], truncated: false };
  const bare = { ...base, minimum: null, maximum: null };
  try {
    const answer = await ask(options, request, valuesPlan(control), randomId('qry'), now);
    totals.addCost(answer);
    if (answer.status !== 'answered') return { ...bare, status: 'refused', message: answer.sentence };
    const rows = answer.results?.rows ?? [];
    const told = { status: 'answered' as const, message: '' };
    if (control.kind === 'numberRange' || control.kind === 'date') {
      const [minimum, maximum] = (rows[0] ?? []).map(cell => (typeof cell === 'boolean' ? null : cell));
      return { ...bare, ...told, minimum: minimum ?? null, maximum: maximum ?? null };
    }
    const values = rows.flatMap(([cell]) => (cell === null || cell === undefined ? [] : [cell]));
    return { ...bare, ...told, values: values.slice(0, mostValues), truncated: values.length > mostValues };
  } catch (error) {
    if (isSophiaError(error)) return { ...bare, status: 'failed', message: error.message };
    options.onFault?.(error, control.id);
    return { ...bare, status: 'failed', message: 'Something went wrong on our side. It has been logged.' };
  }
}

function valuesPlan({ field, kind }: FilterControl): Plan {
  if (kind === 'numberRange' || kind === 'date') {
    const of = (aggregate: 'MIN' | 'MAX') => ({
      name: aggregate === 'MIN' ? 'minimum' : 'maximum',
      expression: `${aggregate}(${field})`,
    });
    return parsePlan({ measures: [of('MIN'), of('MAX')] });
  }
  return parsePlan({
    dimensions: [{ field, name: 'value' }],
    orderBy: [{ column: 'value', direction: 'ASC' }],
    limit: mostValues + 1,
  });
}

/** One entry for all that came from the cache; runs of the engine have entered themselves. */
async function enterCost(
  { ledger, clock }: LoaderOptions,
  { username, persona }: LoadRequest,
  at: Date,
  { own, answered, refused, failed }: Totals,
): Promise<void> {
  if (answered + refused + failed === 0) return;
  await ledger.settle({
    queryId: randomId('lod'),
    username,
    persona: persona.name,
    day: ledgerDay(at),
    model: 0,
    database: 0,
    compute: own,
    bytesScanned: 0,
    cached: true,
    at: clock.now().toISOString(),
  });
}

const noteLoad = (
  { audit }: LoaderOptions,
  { username, viewer, via, persona, spec, revision, view }: LoadRequest,
  at: Date,
  { statuses }: Totals,
): Promise<void> =>
  audit.append({
    at: at.toISOString(),
    actor: viewer ?? username,
    action: 'dashboard.load',
    target: spec.id,
    outcome: 'ok',
    details: { persona: persona.name, revision, tiles: statuses, view, ...(via !== undefined && { via }) },
  });
