import type { ColumnProfile, TableProfile } from './types.ts';
import { longWordsOf } from './words.ts';

/**
 * What a column is good for: it identifies rows, names a time, is counted together (adds up, is a level, or
 * makes sense as an average only), or describes.
 */
export type ColumnRole = 'identifier' | 'time' | 'additive' | 'level' | 'average' | 'attribute' | 'other';

const set = (words: string) => new Set(words.split(/\s+/));

/** Endings of names whose numbers are names. */
const IDENTIFIERS = set(
  `id key code number no sku ean gtin upc uuid guid zip postcode postal phone fax iban hash index sequence seq line row
  version isbn reference`,
);
/** Numbers that are places on a scale or parts of dates: to group by, not to count together. */
const SCALES = set(
  'year quarter month week day hour weekday latitude longitude rank position level_number status type',
);
/** Numbers of which only an average makes sense. */
const AVERAGES = set(
  `price rate ratio percent percentage share score rating average mean margin temperature age days probability
  fraction discount per median factor index utilization utilisation yield speed duration latency`,
);
/** Numbers that add up. */
const ADDITIVE = set(
  `amount quantity total subtotal revenue sales cost value tax profit spend spending units pieces count freight fee
  charge payment volume gross net budget turnover expense income refund ordered shipped received returned sold`,
);
/** Numbers that are a level at a moment: they add up, but never over time. */
const LEVELS = set('stock inventory balance headcount backlog outstanding');
/** Words that make an amount one of a single piece, and so no amount to add. */
const PER_PIECE = set('unit per each list standard average');

/** Few different whole numbers are a code, not a measure. */
const MOST_CODES = 12;

/** The role of a column by its type, its name, its values and the keys and references it is part of. */
export function columnRole(table: TableProfile, column: ColumnProfile, references: ReadonlySet<string>): ColumnRole {
  if (column.type === 'other') return 'other';
  if (column.type === 'date' || column.type === 'timestamp') return 'time';
  if (references.has(column.name)) return 'identifier';
  const isNumber = column.type === 'integer' || column.type === 'decimal' || column.type === 'float';
  const words = longWordsOf(column.name);
  const last = words.at(-1) ?? '';
  const isKey = table.keys[0]?.includes(column.name) ?? false;
  if (IDENTIFIERS.has(last) || (isKey && column.type !== 'decimal' && column.type !== 'float')) return 'identifier';
  if (!isNumber) return 'attribute';
  return numberRole(column, words, last);
}

function numberRole(column: ColumnProfile, words: readonly string[], last: string): ColumnRole {
  const some = (group: ReadonlySet<string>) => words.some(word => group.has(word));
  if (SCALES.has(last)) return 'attribute';
  if (some(LEVELS) || /(?:^| )on hand(?: |$)/.test(words.join(' '))) return 'level';
  const isFraction = within(column, 0, 1) && column.type !== 'integer';
  if (isFraction && !some(ADDITIVE)) return 'average';
  if (AVERAGES.has(last) || (some(AVERAGES) && !some(ADDITIVE))) return 'average';
  if (some(PER_PIECE)) return 'average';
  if (some(ADDITIVE)) return 'additive';
  const isCode = column.type === 'integer' && column.distinct <= MOST_CODES;
  return isCode ? 'attribute' : 'average';
}

/** Whether a column holds fractions such as 0.15, to be shown as per cent. */
export const holdsFractions = (column: ColumnProfile): boolean =>
  column.type !== 'integer' &&
  within(column, 0, 1) &&
  longWordsOf(column.name).some(word =>
    /^(?:rate|ratio|percent|percentage|share|margin|discount|fraction)$/.test(word),
  );

function within({ minimum, maximum }: ColumnProfile, low: number, high: number): boolean {
  if (minimum === undefined || minimum === null || maximum === undefined || maximum === null) return false;
  return Number(minimum) >= low && Number(maximum) <= high;
}
