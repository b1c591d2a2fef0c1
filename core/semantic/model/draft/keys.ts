import type { ColumnProfile } from './types.ts';
import { entityWords, longWordsOf } from './words.ts';

type Columns = readonly ColumnProfile[];

const MOST_PAIRS = 12;
const MOST_TRIPLES = 8;
const KEY_TYPES = new Set(['integer', 'string', 'date', 'timestamp']);
const KEY_WORDS = new Set([
  'id',
  'key',
  'code',
  'number',
  'no',
  'sku',
  'uuid',
  'guid',
  'line',
  'sequence',
  'seq',
  'day',
  'date',
]);

/** An estimate may miss by this share; what could be unique by it is counted exactly. */
const ESTIMATE_ERROR = 0.15;

/** Single columns that could be a key by the estimate, best name first. */
export function singleKeyCandidates(table: string, rowCount: number, columns: Columns): readonly string[] {
  return columns
    .filter(column => column.type === 'integer' || column.type === 'string')
    .filter(column => column.nulls === 0 && rowCount > 0 && column.distinct >= rowCount * (1 - ESTIMATE_ERROR))
    .map((column, position) => ({ name: column.name, score: keyScore(table, column.name) - position / 1_000 }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ name }) => name);
}

/** How much a column's name looks like the key of its table. */
function keyScore(table: string, column: string): number {
  const words = longWordsOf(column);
  const entity = entityWords(table);
  const last = words.at(-1) ?? '';
  if (words.length === 1 && (last === 'id' || last === 'key')) return 4;
  if (KEY_WORDS.has(last) && words.slice(0, -1).join(' ') === entity.join(' ')) return 3;
  if (KEY_WORDS.has(last) && words.slice(0, -1).join(' ') === entity.at(-1)) return 2.5;
  if (words.join(' ') === entity.join(' ')) return 2;
  return KEY_WORDS.has(last) ? 1 : 0;
}

/** Pairs, then triples, of columns that could be a key together, likeliest first; few enough to count them all. */
export function compositeKeyCandidates(rowCount: number, columns: Columns): readonly (readonly string[])[] {
  const parts = columns.filter(
    column =>
      column.nulls === 0 &&
      column.distinct > 1 &&
      KEY_TYPES.has(column.type) &&
      KEY_WORDS.has(longWordsOf(column.name).at(-1) ?? ''),
  );
  const possible = (group: Columns) =>
    group.reduce((product, column) => product * column.distinct, 1) >= rowCount * (1 - ESTIMATE_ERROR);
  const pairs = parts.flatMap((a, i) => parts.slice(i + 1).map(b => [a, b]));
  const triples = parts.flatMap((a, i) =>
    parts.slice(i + 1).flatMap((b, j) => parts.slice(i + j + 2).map(c => [a, b, c])),
  );
  return [...pairs.filter(possible).slice(0, MOST_PAIRS), ...triples.filter(possible).slice(0, MOST_TRIPLES)].map(
    group => group.map(column => column.name),
  );
}
