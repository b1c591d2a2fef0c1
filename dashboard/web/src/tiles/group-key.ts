import { DATE_PARTS, type DatePart } from '../../../../core/plan/date-part.ts';

/** What a tile is grouped by, in one text: a field, or a part of a date: `dayofweek of orders.order_date`. */
export const groupKey = (field: string, part?: DatePart | undefined): string =>
  part === undefined ? field : `${part} of ${field}`;

const key = new RegExp(`^(${DATE_PARTS.join('|')}) of (.+)$`);

/** The field of such a text, and which part of it. */
export function groupOf(text: string): { readonly field: string; readonly part?: DatePart } {
  const [, part, field] = key.exec(text) ?? [];
  return field === undefined ? { field: text } : { field, part: part as DatePart };
}
