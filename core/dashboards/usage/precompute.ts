import * as v from 'valibot';
import { isSophiaError } from '../../errors.ts';
import type { Persona } from '../../identity/persona.ts';
import { randomId } from '../../identity/secrets.ts';
import { ledgerDay } from '../../ledger/cost.ts';
import { stableJson } from '../../plan/canonical.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Leases } from '../../ports/documents.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { DashboardLoad, Ledger, UsageStore } from '../../ports/stores.ts';
import type { Loader } from '../load.ts';
import type { TileEvent } from '../load-document.ts';
import type { OpenedDashboard } from '../service.ts';
import type { DashboardSpec } from '../spec.ts';
import { type View, ViewSchema } from '../view.ts';
import type { Activity } from './activity.ts';
import { type Candidate, choose } from './choose.ts';
import { type Prediction, predict } from './predict.ts';
import { newest } from './recorded-loader.ts';
import { percentile, sum } from './statistics.ts';

/** On whose behalf things are computed ahead: the name under which the ledger has what that cost. */
export const PRECOMPUTE_USER = '(pre-computing)';

export interface PrecomputerOptions {
  readonly usage: UsageStore;
  readonly ledger: Ledger;
  readonly leases: Leases;
  /** Asks without writing down that somebody loads a dashboard. */
  readonly loader: Loader;
  readonly activity: Activity;
  readonly personas: readonly Persona[];
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Micro-dollars a day; 0 computes nothing ahead. */
  readonly budgetPerDay: number;
  /** Names this process among those that share the stores. */
  readonly holder: string;
  /** A dashboard whoever it is for; undefined when there is none. */
  open(id: string): Promise<OpenedDashboard | undefined>;
  /** Micro-dollars, at most, of taking all data of a dashboard anew. */
  refreshCost(persona: Persona, spec: DashboardSpec): Promise<number>;
  /** Changes whenever the data does. */
  dataVersion(): Promise<string>;
  onFault?(error: unknown): void;
}

export interface Precomputer {
  /** Looks every five minutes whether there is something to do, at the next quiet moment. */
  start(): void;
  stop(): void;
  /** Computes ahead what is worth it now; gives how many loads that were. Does nothing while people are at work. */
  round(): Promise<number>;
}

const roundMilliseconds = 5 * 60_000;
/** A round goes on while nobody came for so long. */
const quietMilliseconds = 30_000;
const historyMilliseconds = 8 * 7 * 86_400_000;
const mostHistory = 20_000;
const mostPredictions = 50;
/** Part of a persona's budget that is kept for people, whatever is computed ahead. */
const keptForPeople = 0.5;
const leaseName = 'dashboards.precompute';

interface Target {
  readonly prediction: Prediction;
  readonly opened: OpenedDashboard;
  readonly persona: Persona;
  readonly view: View;
  readonly key: string;
}

/** Computes dashboards ahead that will probably be opened: at quiet times, within a budget a day and those of personas. */
export function createPrecomputer(options: PrecomputerOptions): Precomputer {
  const { usage, ledger, leases, activity, clock, scheduler, budgetPerDay, holder, onFault } = options;
  /** What was computed and of which data: the cache has it. */
  const done = new Map<string, string>();
  let cancel: (() => void) | undefined;

  const targetOf = async (prediction: Prediction, version: string): Promise<Target | undefined> => {
    const opened = await options.open(prediction.dashboardId);
    const persona = options.personas.find(({ name }) => name === prediction.persona);
    const view = v.safeParse(ViewSchema, prediction.view);
    if (!opened || !persona || !view.success) return undefined;
    const key = stableJson([opened.spec.id, opened.revision, persona.name, view.output]);
    return done.get(key) === version ? undefined : { prediction, opened, persona, view: view.output, key };
  };

  const candidates = async (now: Date, version: string): Promise<Candidate<Target>[]> => {
    const from = new Date(now.getTime() - historyMilliseconds).toISOString();
    const loads = await usage.list({ kind: 'load', from, to: now.toISOString(), limit: mostHistory });
    const found: Candidate<Target>[] = [];
    for (const prediction of predict(loads, { now }).slice(0, mostPredictions)) {
      const what = await targetOf(prediction, version);
      if (!what) continue;
      const { opened, persona } = what;
      const cost = await options.refreshCost(persona, opened.spec);
      const saved = spared(loads, prediction);
      found.push({ what, probability: prediction.probability, saved, cost, persona: persona.name });
    }
    return found;
  };

  const limits = async (now: Date) => {
    const today = ledgerDay(now);
    const days = { from: today, to: today };
    const [mine, all] = await Promise.all([ledger.daily({ ...days, username: PRECOMPUTE_USER }), ledger.daily(days)]);
    const spent = (entries: typeof all) =>
      sum(entries.map(({ model, database, compute }) => model + database + compute));
    const left = ({ name, budget }: Persona) =>
      Math.max(0, budget.perDay * keptForPeople - spent(all.filter(({ persona }) => persona === name)));
    return {
      budget: Math.max(0, budgetPerDay - spent(mine)),
      perPersona: new Map(options.personas.map(persona => [persona.name, left(persona)])),
    };
  };

  /** False when another process has taken what was left of the budget. */
  const withReservation = async (amount: number, limit: number, now: Date, work: () => Promise<void>) => {
    const queryId = randomId('pre');
    const day = ledgerDay(now);
    const at = now.toISOString();
    if (!(await ledger.reserve({ queryId, persona: PRECOMPUTE_USER, day, amount, limit, at }))) return false;
    try {
      await work();
    } finally {
      await ledger.release(queryId);
    }
    return true;
  };

  const compute = async ({ prediction, opened, persona, view, key }: Target, version: string): Promise<void> => {
    const at = clock.now().toISOString();
    const begun = performance.now();
    const tiles: TileEvent[] = [];
    let dollars = 0;
    const { spec, revision } = opened;
    for await (const event of options.loader.load({ username: PRECOMPUTE_USER, persona, spec, revision, view })) {
      if (event.kind === 'tile') tiles.push(event);
      if (event.kind === 'end') dollars = event.cost.total_cost;
    }
    // What was refused or failed is tried again another time.
    if (tiles.every(({ status }) => status === 'answered')) done.set(key, version);
    await usage.record({
      kind: 'precomputation',
      id: randomId('pre'),
      dashboardId: spec.id,
      revision,
      persona: persona.name,
      at,
      view,
      probability: prediction.probability,
      because: prediction.because,
      tiles: tiles.length,
      ran: tiles.filter(({ status, cached }) => status === 'answered' && !cached).length,
      cost: Math.round(dollars * 1_000_000),
      milliseconds: Math.round(performance.now() - begun),
      freshness: newest(tiles),
    });
  };

  const round = async (): Promise<number> => {
    if (budgetPerDay <= 0 || !activity.isQuiet(quietMilliseconds)) return 0;
    const now = clock.now();
    const until = new Date(now.getTime() + roundMilliseconds).toISOString();
    if (!(await leases.take(leaseName, holder, now.toISOString(), until))) return 0;
    const version = await options.dataVersion();
    for (const [key, of] of done) if (of !== version) done.delete(key);
    const { budget, perPersona } = await limits(now);
    let left = budget;
    let computed = 0;
    for (const { what, cost } of choose(await candidates(now, version), { budget, perPersona })) {
      if (!activity.isQuiet(quietMilliseconds)) break;
      if (!(await withReservation(cost, left, now, () => compute(what, version)))) break;
      activity.disregard();
      left -= cost;
      computed += 1;
    }
    return computed;
  };

  const again = (milliseconds = roundMilliseconds): void => {
    cancel = scheduler.after(milliseconds, () => {
      // People, alerts and walls ask all day: a pause between them is what is waited for, not five minutes without any.
      if (!activity.isQuiet(quietMilliseconds)) return again(quietMilliseconds);
      round()
        .catch(error => {
          if (!isSophiaError(error) || !error.code.startsWith('dashboard.')) onFault?.(error);
        })
        .finally(() => cancel && again());
    });
  };

  return {
    start() {
      if (budgetPerDay > 0 && !cancel) again();
    },
    stop() {
      cancel?.();
      cancel = undefined;
    },
    round,
  };
}

/** Milliseconds on the engine that somebody who opens it waits for, going by loads that had to: half of them more. */
function spared(loads: readonly DashboardLoad[], { dashboardId, persona }: Prediction): number {
  const ran = loads
    .filter(load => load.dashboardId === dashboardId && load.persona === persona)
    .map(({ tiles }) => Math.max(0, ...tiles.filter(({ cached }) => !cached).map(({ milliseconds }) => milliseconds)))
    .filter(milliseconds => milliseconds > 0);
  return percentile(ran, 0.5) ?? 0;
}
