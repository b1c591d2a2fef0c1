import { stableJson } from '../../plan/canonical.ts';
import type { DashboardLoad } from '../../ports/stores.ts';

/** A dashboard, as a persona, in a view, that somebody will probably open soon. */
export interface Prediction {
  readonly dashboardId: string;
  readonly persona: string;
  readonly view: unknown;
  /** That at least one user opens it, 0 to 1. */
  readonly probability: number;
  /** The strongest reason, in words. */
  readonly because: string;
}

export interface PredictOptions {
  readonly now: Date;
  /** From now on. Default 1. */
  readonly hours?: number | undefined;
  /** How far back habits are looked for. Default 8. */
  readonly weeks?: number | undefined;
}

const hour = 3_600_000;
const day = 24 * hour;
const week = 7 * day;
/** How long after one dashboard another one counts as following it. */
const followMilliseconds = hour / 2;
const weekdays = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'] as const;

/**
 * What will probably be opened, likeliest first, by what each user did: the hour from now on of the same weekday in the last
 * weeks, that of the last days, and what followed the dashboards that the user has just opened. Each is a
 * share of occasions, pulled towards never while occasions are few; users count as independent of each other.
 */
export function predict(loads: readonly DashboardLoad[], options: PredictOptions): Prediction[] {
  const { now, weeks = 8 } = options;
  const since = now.getTime() - weeks * week;
  const known = loads.filter(({ at }) => Date.parse(at) >= since && Date.parse(at) < now.getTime());
  const byUser = Map.groupBy(known, ({ username }) => username);
  const found = new Map<string, { target: DashboardLoad; never: number; best: Chance }>();
  for (const mine of byUser.values()) {
    for (const [key, chance, target] of chancesOf(mine, options)) {
      const before = found.get(key);
      const never = (before?.never ?? 1) * (1 - chance.probability);
      const best = before && before.best.probability >= chance.probability ? before.best : chance;
      found.set(key, { target, never, best });
    }
  }
  return [...found.entries()]
    .map(
      ([
        key,
        {
          target: { dashboardId, persona, view },
          never,
          best,
        },
      ]) => ({
        key,
        prediction: { dashboardId, persona, view, probability: 1 - never, because: best.because },
      }),
    )
    .sort((a, b) => b.prediction.probability - a.prediction.probability || (a.key < b.key ? -1 : 1))
    .map(({ prediction }) => prediction);
}

interface Chance {
  readonly probability: number;
  readonly because: string;
}

const keyOf = ({ dashboardId, persona, view }: DashboardLoad): string => stableJson([dashboardId, persona, view]);

/** What one user will probably open. */
function* chancesOf(
  mine: readonly DashboardLoad[],
  options: PredictOptions,
): Generator<readonly [key: string, chance: Chance, target: DashboardLoad]> {
  for (const [key, opened] of Map.groupBy(mine, keyOf)) {
    const times = opened.map(({ at }) => Date.parse(at));
    const chances = [weekly(times, mine, options), daily(times, mine, options), following(key, mine, options)];
    const best = chances.reduce((a, b) => (b.probability > a.probability ? b : a));
    if (best.probability > 0) yield [key, best, opened[0]!];
  }
}

/** Of so many occasions it happened on so many: a guess of one occasion on which it did not is always among them. */
const smoothed = (happened: number, occasions: number): number => happened / (occasions + 1);

/** Times within the window that is now, moved back by so much. */
const within = (times: readonly number[], from: number, hours: number): boolean =>
  times.some(at => at >= from && at < from + hours * hour);

/** The window begins now, not at the full hour: who comes at nine every day is awaited from eight on. */
const windowText = (now: Date, hours: number): string =>
  `from ${now.toISOString().slice(11, 16)} to ${new Date(now.getTime() + hours * hour).toISOString().slice(11, 16)} UTC`;

function weekly(
  times: readonly number[],
  mine: readonly DashboardLoad[],
  { now, hours = 1, weeks = 8 }: PredictOptions,
): Chance {
  const from = now.getTime();
  const first = Math.min(...mine.map(({ at }) => Date.parse(at)));
  const occasions = Array.from({ length: weeks }, (_, index) => from - (index + 1) * week).filter(
    at => at + day > first,
  );
  const happened = occasions.filter(at => within(times, at, hours)).length;
  const words = `Opened on ${happened} of the last ${occasions.length} ${weekdays[now.getUTCDay()]} ${windowText(now, hours)}.`;
  return { probability: smoothed(happened, occasions.length), because: words };
}

/** Days of the last two weeks on which the user was there at all: weekends and holidays say nothing. */
function daily(times: readonly number[], mine: readonly DashboardLoad[], { now, hours = 1 }: PredictOptions): Chance {
  const from = now.getTime();
  const wasThere = new Set(mine.map(({ at }) => at.slice(0, 10)));
  const occasions = Array.from({ length: 14 }, (_, index) => from - (index + 1) * day).filter(at =>
    wasThere.has(new Date(at).toISOString().slice(0, 10)),
  );
  const happened = occasions.filter(at => within(times, at, hours)).length;
  const words = `Opened on ${happened} of the last ${occasions.length} days of work ${windowText(now, hours)}.`;
  return { probability: smoothed(happened, occasions.length), because: words };
}

/** How often this one came soon after one that the user has just opened. */
function following(key: string, mine: readonly DashboardLoad[], { now }: PredictOptions): Chance {
  const sorted = mine.map(load => ({ key: keyOf(load), id: load.dashboardId, at: Date.parse(load.at) }));
  const recent = sorted.filter(({ at }) => now.getTime() - at < followMilliseconds);
  const isOpen = recent.some(one => one.key === key);
  const chances = recent.map(({ key: before, id, at: latest }): Chance => {
    const occasions = sorted.filter(one => one.key === before && one.at < latest);
    const followed = occasions.filter(({ at }) =>
      sorted.some(one => one.key === key && one.at > at && one.at - at < followMilliseconds),
    ).length;
    const because = `Opened after ${id} on ${followed} of the last ${occasions.length} times, and that has just been opened.`;
    return { probability: smoothed(followed, occasions.length), because };
  });
  const nothing: Chance = { probability: 0, because: '' };
  // What is open already needs nothing more.
  return isOpen ? nothing : chances.reduce((a, b) => (b.probability > a.probability ? b : a), nothing);
}
