import { SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { reserveBudget } from '../ledger/budget.ts';
import { computeCost, databaseCost, ledgerDay } from '../ledger/cost.ts';
import type { PriceTable } from '../ledger/prices.ts';
import type { CompiledPlan } from '../plan/compile.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cell, EngineColumn, QueryEngine } from '../ports/query-engine.ts';
import type { ResultCache } from '../ports/result-cache.ts';
import type { Ledger } from '../ports/stores.ts';
import { emitStatement } from '../sql/emit.ts';
import type { Statement } from '../sql/nodes.ts';
import { resultKey } from './cache-key.ts';
import { SingleFlight } from './single-flight.ts';

/** What an engine gave for a compiled plan, now or earlier. */
export interface Execution {
  readonly columns: readonly EngineColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly truncated: boolean;
  readonly bytesScanned: number;
}

/** An execution as one asker sees it. */
export interface Executed extends Execution {
  /** From the cache, or from the run of somebody who asked the same at the same time. */
  readonly cached: boolean;
  /** Micro-dollars that this question itself caused, entered into the ledger already; absent when cached. */
  readonly charged?: { readonly database: number; readonly compute: number } | undefined;
}

export interface ExecutorOptions {
  readonly engine: QueryEngine;
  readonly cache: ResultCache;
  readonly ledger: Ledger;
  readonly prices: PriceTable;
  readonly clock: Clock;
  readonly timeoutMilliseconds: number;
  readonly cacheSeconds: number;
}

/** On whose behalf something runs. */
export interface Errand {
  readonly queryId: string;
  readonly username: string;
  readonly persona: Persona;
  /** When the question was asked. */
  readonly at: Date;
  /** Micro-dollars that reading the question has cost already. */
  readonly modelCost?: number | undefined;
  /** The same moment by `performance.now()`, from which its compute time counts. */
  readonly started: number;
}

export interface Executor {
  /** @throws engine.*, budget.* */
  execute(compiled: CompiledPlan, planHash: string, errand: Errand, signal?: AbortSignal): Promise<Executed>;
  /** Runs of the engine so far, and how many askers shared one. */
  statistics(): { engineRuns: number; sharedRuns: number };
}

/** What is to be run, and the key under which it is kept. */
interface Work {
  readonly key: string;
  readonly compiled: CompiledPlan;
  readonly statement: Statement;
}

interface Outcome {
  readonly execution: Execution;
  /** What the run cost; absent when the cache had it. */
  readonly charged?: Executed['charged'];
}

/**
 * Runs compiled plans: equal ones at the same time once, known ones not at all. A run is paid for before it
 * starts: its highest cost is reserved against the persona's budget, and settled by what it read. A run
 * that fails or is stopped costs nothing.
 */
export function createExecutor(options: ExecutorOptions): Executor {
  const { engine, cache, ledger, prices, clock } = options;
  const flights = new SingleFlight<Outcome>();
  const statements = new WeakMap<CompiledPlan, Statement>();
  let engineRuns = 0;

  /** Of a plan that is asked again and again it is written once. */
  const statementOf = (compiled: CompiledPlan): Statement => {
    const statement = statements.get(compiled) ?? emitStatement(compiled.query, engine.dialect);
    statements.set(compiled, statement);
    return statement;
  };

  const run = async (work: Work, errand: Errand, signal: AbortSignal): Promise<Outcome> => {
    const { key, compiled } = work;
    const known = await cache.get(key);
    if (known !== undefined) return { execution: JSON.parse(known) as Execution };
    const bytes = await engine.estimateBytes(compiled.tables);
    await reserveBudget(ledger, prices, { ...errand, bytes });
    const outcome = await paid(work, errand, signal);
    await cache.set(key, JSON.stringify(outcome.execution), options.cacheSeconds);
    return outcome;
  };

  const paid = async ({ compiled, statement }: Work, errand: Errand, signal: AbortSignal): Promise<Outcome> => {
    const { queryId, username, persona, at, started, modelCost = 0 } = errand;
    try {
      engineRuns += 1;
      const { timeoutMilliseconds } = options;
      const { maxRows } = compiled;
      const result = await engine.run(statement, { maxRows, timeoutMilliseconds, signal, persona: persona.name });
      const charged = {
        database: databaseCost(result.bytesScanned, prices),
        compute: computeCost(performance.now() - started, prices),
      };
      await ledger.settle({
        queryId,
        username,
        persona: persona.name,
        day: ledgerDay(at),
        model: modelCost,
        ...charged,
        bytesScanned: result.bytesScanned,
        cached: false,
        at: clock.now().toISOString(),
      });
      const { columns, rows, truncated, bytesScanned } = result;
      return { execution: { columns, rows, truncated, bytesScanned }, charged };
    } catch (cause) {
      await ledger.release(queryId);
      throw cause;
    }
  };

  return {
    async execute(compiled, planHash, errand, signal) {
      const statement = statementOf(compiled);
      const dataVersion = await engine.dataVersion();
      const key = resultKey({ planHash, persona: errand.persona, dataVersion, statement, maxRows: compiled.maxRows });
      if (signal?.aborted) throw new SophiaError('engine.cancelled', [], {});
      const { value, shared } = await flights.run(key, own => run({ key, compiled, statement }, errand, own), signal);
      const charged = shared ? undefined : value.charged;
      return { ...value.execution, cached: charged === undefined, charged };
    },
    statistics: () => ({ engineRuns, sharedRuns: flights.sharedRuns }),
  };
}
