import { amount, ofType, type PricedResource, record, type Surroundings } from './charge.ts';

const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const weekMinutes = 7 * 24 * 60;

/**
 * Minutes of the week, from Sunday's midnight, at which `cron(MINUTE HOUR ? * DAYS *)` fires; undefined for schedules of
 * another form.
 */
export function minutesOf(schedule: string): number[] | undefined {
  const found = /^cron\((\d+) (\d+) \? \* ([A-Z*,-]+) \*\)$/.exec(schedule);
  if (!found) return undefined;
  const chosen = daysOf(found[3]!);
  return chosen?.map(day => (day * 24 + Number(found[2])) * 60 + Number(found[1]));
}

function daysOf(text: string): number[] | undefined {
  if (text === '*') return days.map((_, day) => day);
  const chosen: number[] = [];
  for (const part of text.split(',')) {
    const [from, to = from] = part.split('-').map(name => days.indexOf(name));
    if (from === undefined || to === undefined || from < 0 || to < 0) return undefined;
    for (let day = from; ; day = (day + 1) % 7) {
      chosen.push(day);
      if (day === to) break;
    }
  }
  return chosen;
}

/** Part of the week, 0 to 1, in which something runs that is started and stopped at these minutes of the week. */
export function partBetween(starts: readonly number[], stops: readonly number[]): number {
  if (starts.length === 0 || stops.length === 0) return 1;
  const events = [
    ...starts.map(minute => ({ minute, runs: true })),
    ...stops.map(minute => ({ minute, runs: false })),
  ].toSorted((one, other) => one.minute - other.minute);
  // The week begins in the state that the last event of the week before left.
  let { runs } = events.at(-1)!;
  let [since, running] = [0, 0];
  for (const event of [...events, { minute: weekMinutes, runs }]) {
    if (runs) running += event.minute - since;
    since = event.minute;
    ({ runs } = event);
  }
  return running / weekMinutes;
}

/** Part of the time in which the tasks of a service are wanted: all of it, but where schedules take them all away. */
export function runningPart(resource: PricedResource, { resources }: Surroundings): number {
  const actions = ofType('aws:appautoscaling/scheduledAction:ScheduledAction', resources).filter(
    one => one.component === resource.component,
  );
  const times = actions.map(({ inputs }) => ({
    stops: amount(record(inputs, 'scalableTargetAction'), 'maxCapacity', 1) === 0,
    minutes: minutesOf(String(inputs['schedule'])),
  }));
  // What can't be read is counted as if there were no schedule: rather too much than too little.
  if (times.some(({ minutes }) => minutes === undefined)) return 1;
  const at = (stops: boolean) => times.filter(one => one.stops === stops).flatMap(({ minutes }) => minutes ?? []);
  return partBetween(at(false), at(true));
}
