import * as v from 'valibot';
import { alertMessages } from './errors.ts';
import type { AlertRule, Condition } from './rule.ts';

/** What one check found. */
export type Reading =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

export const STATES = ['new', 'ok', 'pending', 'firing', 'error'] as const;

export const AlertStateSchema = v.object({
  state: v.picklist(STATES),
  /** What is so until enough checks in a row say otherwise; an error in between changes nothing of it. */
  steady: v.picklist(['ok', 'firing']),
  since: v.string(),
  /** Checks in a row that spoke for firing, and for being over. */
  breaches: v.number(),
  clears: v.number(),
  value: v.nullable(v.number()),
  error: v.optional(v.object({ code: v.string(), message: v.string() })),
  checkedAt: v.optional(v.string()),
  /** What people were told last, and when. */
  told: v.picklist(['ok', 'firing', 'error']),
  /** What they were told last that was no error: nothing is over that they were not told of. */
  toldSteady: v.optional(v.picklist(['ok', 'firing'])),
  toldAt: v.optional(v.string()),
});
export type AlertState = v.InferOutput<typeof AlertStateSchema>;

/** Before the first check. */
export const newState = (now: string): AlertState => ({
  state: 'new',
  steady: 'ok',
  since: now,
  breaches: 0,
  clears: 0,
  value: null,
  told: 'ok',
});

type Signal = 'breach' | 'inside' | 'clear';

const band = (value: number, direction: 'above' | 'below', trigger: number, clear: number): Signal => {
  const [height, level, over] = direction === 'above' ? [value, trigger, clear] : [-value, -trigger, -clear];
  if (height > level) return 'breach';
  return height <= over ? 'clear' : 'inside';
};

/** What a reading says to a condition. A number that is missing says nothing to a level: that is an error. */
export function signalOf(condition: Condition, reading: Exclude<Reading, { kind: 'error' }>): Signal | undefined {
  if (condition.kind === 'missing') return reading.kind === 'missing' ? 'breach' : 'clear';
  if (reading.kind === 'missing') return undefined;
  const { value } = reading;
  if (condition.kind === 'stale')
    return band(value, 'above', condition.older_than_seconds, condition.older_than_seconds);
  const { direction, trigger, clear = trigger } = condition;
  return band(value, direction, trigger, clear);
}

const missingNumber = { code: 'alert.number_missing', message: alertMessages['alert.number_missing']({}) };

/**
 * The state after a check.
 *
 * A level that is passed makes the alert pending, and firing after enough checks in a row; back at the clearing level,
 * as many as asked for in a row, it is ok. Between the two levels it stays what it is. A check that fails is an error,
 * never ok, and leaves open what was before.
 */
export function afterCheck(
  before: AlertState,
  reading: Reading,
  { condition, checks }: Pick<AlertRule, 'condition' | 'checks'>,
  now: string,
): AlertState {
  const signal = reading.kind === 'error' ? undefined : signalOf(condition, reading);
  const value = reading.kind === 'number' ? reading.value : null;
  if (signal === undefined) {
    const { code, message } = reading.kind === 'error' ? reading : missingNumber;
    return moved(before, { state: 'error', breaches: 0, clears: 0, value, error: { code, message } }, now);
  }
  const breaches = signal === 'breach' ? before.breaches + 1 : 0;
  const clears = signal === 'clear' ? before.clears + 1 : 0;
  if (before.steady === 'ok') {
    if (breaches >= checks.trigger)
      return moved(before, { state: 'firing', steady: 'firing', breaches, clears, value }, now);
    return moved(before, { state: breaches > 0 ? 'pending' : 'ok', breaches, clears, value }, now);
  }
  if (clears >= checks.clear) return moved(before, { state: 'ok', steady: 'ok', breaches, clears, value }, now);
  return moved(before, { state: 'firing', breaches, clears, value }, now);
}

type Moved = Pick<AlertState, 'state' | 'breaches' | 'clears' | 'value' | 'error'> &
  Partial<Pick<AlertState, 'steady'>>;

function moved(before: AlertState, after: Moved, now: string): AlertState {
  const { error: _, ...rest } = before;
  return { ...rest, ...after, checkedAt: now, since: after.state === before.state ? before.since : now };
}

/** What people are to know of a state: pending is still ok. Nothing before the first check. */
const knowable = ({ state, steady }: AlertState): AlertState['told'] | undefined => {
  if (state === 'new') return undefined;
  return state === 'error' ? 'error' : steady;
};

export interface Telling {
  readonly kind: 'change' | 'reminder';
  readonly state: AlertState['told'];
  /** All that is over is that it could not be checked: people were not told that it fires. */
  readonly again?: boolean;
}

/** The state once people were told. */
export const afterTelling = (state: AlertState, telling: Telling, at: string): AlertState => ({
  ...state,
  told: telling.state,
  toldAt: at,
  ...(telling.state !== 'error' && { toldSteady: telling.state }),
});

/**
 * What is to be told now: a change that nobody was told of yet (also one that a mute or a failed message kept back),
 * else the reminder of what still fires or fails. Undefined: nothing, or the alert is muted.
 */
export function tellingOf(
  state: AlertState,
  { reminder_seconds: reminder }: Pick<AlertRule, 'reminder_seconds'>,
  now: string,
  mutedUntil: string | undefined,
): Telling | undefined {
  const wanted = knowable(state);
  if (wanted === undefined || (mutedUntil !== undefined && mutedUntil > now)) return undefined;
  if (wanted !== state.told) {
    const again = wanted === 'ok' && state.told === 'error' && state.toldSteady !== 'firing';
    return { kind: 'change', state: wanted, ...(again && { again }) };
  }
  if (wanted === 'ok' || reminder === undefined || reminder === null || state.toldAt === undefined) return undefined;
  const isDue = Date.parse(state.toldAt) + reminder * 1000 <= Date.parse(now);
  return isDue ? { kind: 'reminder', state: wanted } : undefined;
}
