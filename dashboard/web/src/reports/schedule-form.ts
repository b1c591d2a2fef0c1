/** A schedule as people fill it in; `own` is one that they write themselves. */
export interface ScheduleForm {
  readonly days: 'daily' | 'weekdays' | 'weekly' | 'monthly' | 'own';
  /** 24 hours: 08:30. */
  readonly time: string;
  /** weekly: 0 is Sunday. */
  readonly weekday: string;
  readonly cron: string;
}

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

export const usualSchedule: ScheduleForm = { days: 'weekdays', time: '08:00', weekday: '1', cron: '0 8 * * 1-5' };

/** The schedule's text; undefined for a time of day that is none. */
export function cronOf({ days, time, weekday, cron }: ScheduleForm): string | undefined {
  if (days === 'own') return cron.trim() === '' ? undefined : cron.trim();
  const match = /^([01]?\d|2[0-3]):([0-5]\d)/.exec(time);
  if (!match) return undefined;
  const at = `${Number(match[2])} ${Number(match[1])}`;
  const when = { daily: '* * *', weekdays: '* * 1-5', weekly: `* * ${weekday}`, monthly: '1 * *' }[days];
  return `${at} ${when}`;
}

/** The form of a schedule's text; what the form can not say is the user's own. */
export function formOf(cron: string): ScheduleForm {
  const own: ScheduleForm = { ...usualSchedule, days: 'own', cron };
  const match = /^(\d{1,2}) (\d{1,2}) (\S+) \* (\S+)$/.exec(cron.trim());
  if (!match) return own;
  const [, minute = '', hour = '', day, weekday = ''] = match;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  const base = { ...own, time };
  if (day === '1' && weekday === '*') return { ...base, days: 'monthly' };
  if (day !== '*') return own;
  if (weekday === '*') return { ...base, days: 'daily' };
  if (weekday === '1-5') return { ...base, days: 'weekdays' };
  return /^[0-6]$/.test(weekday) ? { ...base, days: 'weekly', weekday } : own;
}

/** A schedule in words. */
export function scheduleWords({
  cron,
  time_zone: zone,
}: {
  readonly cron: string;
  readonly time_zone: string;
}): string {
  const { days, time, weekday } = formOf(cron);
  const at = `at ${time} ${zone}`;
  switch (days) {
    case 'daily':
      return `every day ${at}`;
    case 'weekdays':
      return `Monday to Friday ${at}`;
    case 'weekly':
      return `every ${WEEKDAYS[Number(weekday)]} ${at}`;
    case 'monthly':
      return `on the 1st of the month ${at}`;
    case 'own':
      return `${cron} ${zone}`;
  }
}
