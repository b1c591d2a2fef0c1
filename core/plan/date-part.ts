import type { Call, Case, Expression } from '../semantic/expression/nodes.ts';
import { call, column, integer, text } from './sql.ts';

/** Parts of dates that come again, whatever the year: what rows can be grouped by besides periods. */
export const DATE_PARTS = ['quarter', 'month', 'dayofweek', 'hour'] as const;
export type DatePart = (typeof DATE_PARTS)[number];

const NAMES: Readonly<Record<Exclude<DatePart, 'hour'>, readonly (readonly [number, string])[]>> = {
  quarter: [1, 2, 3, 4].map(number => [number, `Q${number}`] as const),
  month: 'January February March April May June July August September October November December'
    .split(' ')
    .map((name, i) => [i + 1, name] as const),
  // Weeks begin on Monday; Sunday is 0 in the standard's DATE_PART.
  dayofweek: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'
    .split(' ')
    .map((name, i) => [(i + 1) % 7, name] as const),
};

/** What a part is called: "weekday of order date". */
export const DATE_PART_WORDS: Readonly<Record<DatePart, string>> = {
  quarter: 'quarter of the year',
  month: 'month of the year',
  dayofweek: 'weekday',
  hour: 'hour of the day',
};

/** The part of a time as it is shown: names of months and weekdays, Q1 to Q4, hours from 0 to 23. */
export function datePart(part: DatePart, time: Expression): Expression {
  const number: Call = call('DATE_PART', text(part), time);
  if (part === 'hour') return number;
  return cases(
    number,
    NAMES[part].map(([value, name]) => [integer(value), text(name)]),
  );
}

/** The numbers that the standard's DATE_PART gives for parts as they are shown; undefined where one of them is none. */
export function partNumbers(part: DatePart, shown: readonly unknown[]): number[] | undefined {
  const numbers = shown.map(value => {
    if (part !== 'hour') return NAMES[part].find(([, name]) => name === value)?.[0];
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 24 ? value : undefined;
  });
  return numbers.every(number => number !== undefined) && numbers.length > 0 ? numbers : undefined;
}

/** What a column of shown parts is ordered by: the calendar, not the alphabet. */
export function datePartOrder(part: DatePart, name: string): Expression {
  const shown = column(undefined, name);
  if (part === 'hour') return shown;
  return cases(
    shown,
    NAMES[part].map(([, value], place) => [text(value), integer(place + 1)]),
  );
}

const cases = (operand: Expression, branches: readonly (readonly [Expression, Expression])[]): Case => ({
  kind: 'case',
  operand,
  branches: branches.map(([when, then]) => ({ when, then })),
});
