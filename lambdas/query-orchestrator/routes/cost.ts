import { costDocument } from '../../../core/answer/document.ts';
import { SophiaError } from '../../../core/errors.ts';
import { ledgerDay } from '../../../core/ledger/cost.ts';
import type { LedgerEntry } from '../../../core/ports/stores.ts';
import type { OrchestratorDependencies } from '../dependencies.ts';
import { defineRoute, json, type Route } from '../route.ts';
import { CacheStatisticsSchema, DailyCostSchema, DaysQuerySchema, QueryCostSchema } from '../schemas.ts';

const thirtyDays = 30 * 86_400_000;

/** May see what everybody spends; others see their own. */
const isAdministrator = (roles: readonly string[]) => roles.includes('admin');

export function costRoutes(dependencies: OrchestratorDependencies): Route[] {
  const { ledger, clock } = dependencies;

  const daily = defineRoute({
    method: 'GET',
    path: '/api/v1/cost/daily',
    operationId: 'readDailyCost',
    summary: 'Cost by day and persona: the caller’s own, for administrators everybody’s. The last 30 days by default.',
    tag: 'Cost',
    access: 'session',
    query: DaysQuerySchema,
    responses: { 200: { description: 'Days', schema: DailyCostSchema } },
    async handle({ c, caller, query }) {
      const now = clock.now();
      const { username, roles } = caller.identity;
      const days = await ledger.daily({
        from: query.from ?? ledgerDay(new Date(now.getTime() - thirtyDays)),
        to: query.to ?? ledgerDay(now),
        username: isAdministrator(roles) ? undefined : username,
      });
      return json(c, {
        days: days.map(({ day, persona, queries, cached, bytesScanned, ...cost }) => ({
          day,
          persona,
          queries,
          cached,
          ...costDocument(cost),
          bytes_scanned: bytesScanned,
        })),
      });
    },
  });

  /** The runs that an agent's answer was computed from. */
  const runsOf = async ({ username, queryId }: LedgerEntry): Promise<LedgerEntry[]> => {
    const document = await dependencies.answers.get(username, queryId).catch(() => undefined);
    const ids = document?.computation?.inputs.flatMap(({ query_ids }) => query_ids) ?? [];
    const entries = await Promise.all(ids.map(id => ledger.entry(id)));
    return entries.filter(one => one !== undefined);
  };

  const query = defineRoute({
    method: 'GET',
    path: '/api/v1/cost/query/{query_id}',
    operationId: 'readQueryCost',
    summary: 'What one question cost.',
    tag: 'Cost',
    access: 'session',
    responses: { 200: { description: 'Cost', schema: QueryCostSchema } },
    async handle({ c, caller, param }) {
      const entry = await ledger.entry(param('query_id'));
      if (!entry || entry.username !== caller.identity.username) {
        throw new SophiaError('query.unknown', ['query_id'], {});
      }
      const runs = await runsOf(entry);
      const sum = (of: (one: LedgerEntry) => number) => [entry, ...runs].reduce((total, one) => total + of(one), 0);
      const cost = {
        model: sum(one => one.model),
        database: sum(one => one.database),
        compute: sum(one => one.compute),
      };
      const bytes_scanned = sum(one => one.bytesScanned);
      return json(c, { query_id: entry.queryId, ...costDocument(cost), bytes_scanned, cached: entry.cached });
    },
  });

  const cache = defineRoute({
    method: 'GET',
    path: '/api/v1/cache/stats',
    operationId: 'readCacheStatistics',
    summary: 'How often results came from the cache, and how often the engine ran.',
    tag: 'Cost',
    access: 'session',
    responses: { 200: { description: 'Statistics since the start', schema: CacheStatisticsSchema } },
    async handle({ c }) {
      const { hits, misses, hitRate, entries, bytes, evictions } = await dependencies.cacheStatistics();
      const { engineRuns, sharedRuns } = dependencies.runStatistics();
      return json(c, {
        hits,
        misses,
        hit_rate: hitRate,
        entries,
        bytes,
        evictions,
        engine_runs: engineRuns,
        shared_runs: sharedRuns,
      });
    },
  });

  return [daily, query, cache];
}
