import type { DatePart } from '../../../../core/plan/date-part.ts';

const all: Readonly<Record<DatePart, true>> = { quarter: true, month: true, dayofweek: true, hour: true };
/** Parts of dates that groups can be of. */
export const PARTS = Object.keys(all) as readonly DatePart[];

/** What a tile is grouped by, in one text: a field, or a part of a date: `dayofweek of orders.order_date`. */
export const groupKey = (field: string, part?: DatePart | undefined): string =>
  part === undefined ? field : `${part} of ${field}`;

const key = new RegExp(`^(${PARTS.join('|')}) of (.+)$`);

/** The field of such a text, and which part of it. */
export function groupOf(text: string): { readonly field: string; readonly part?: DatePart } {
  const [, part, field] = key.exec(text) ?? [];
  return field === undefined ? { field: text } : { field, part: part as DatePart };
}
