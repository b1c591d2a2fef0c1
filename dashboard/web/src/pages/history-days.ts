import type { AnswerStatus, HistoryTurn } from '../api/types.ts';

/** What a status is called where it is not the usual one. */
export const STATUS_WORDS: Readonly<Partial<Record<AnswerStatus, string>>> = {
  refused: 'Not answered',
  clarify: 'Asked back',
  running: 'Running',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** Turns, newest first, under the days they were asked on, as the viewer's clock has it. */
export function groupByDay(
  turns: readonly HistoryTurn[],
  locale?: string,
  timeZone?: string,
): { readonly day: string; readonly turns: readonly HistoryTurn[] }[] {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone,
  });
  const days = Map.groupBy(turns, turn => format.format(Date.parse(turn.asked_at)));
  return [...days].map(([day, turns]) => ({ day, turns }));
}

export const timeOfDay = (iso: string, locale?: string, timeZone?: string): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(Date.parse(iso));
