import type { MeasuredReference, Reference, TableProfile } from './types.ts';
import { entityWords, longWordsOf, singular } from './words.ts';

/** Names promise enough that a few orphans don't matter; below this share they are something else. */
const LEAST_FOUND = 0.8;

/** Columns that could refer to another table's key, by name and type: the values decide afterwards. */
export const referenceCandidates = (tables: readonly TableProfile[]): readonly Reference[] =>
  tables.flatMap(from =>
    tables.filter(to => to !== from).flatMap(to => [...simpleReferences(from, to), ...compositeReferences(from, to)]),
  );

function simpleReferences(from: TableProfile, to: TableProfile): readonly Reference[] {
  const keys = to.keys.filter(key => key.length === 1).map(([column]) => column!);
  return from.columns.flatMap(column => {
    for (const key of keys) {
      const role = sameType(from, column.name, to, key) ? roleOf(column.name, to.name, key) : undefined;
      if (role === undefined) continue;
      return [{ from: from.name, fromColumns: [column.name], to: to.name, toColumns: [key], role }];
    }
    return [];
  });
}

/** A composite key is referred to by columns of the same names. */
function compositeReferences(from: TableProfile, to: TableProfile): readonly Reference[] {
  const key = to.keys[0];
  if (!key || key.length < 2) return [];
  const columns = key.map(part => from.columns.find(column => column.name.toLowerCase() === part.toLowerCase())?.name);
  if (!columns.every((column, i) => column !== undefined && sameType(from, column, to, key[i]!))) return [];
  return [{ from: from.name, fromColumns: columns as string[], to: to.name, toColumns: key, role: '' }];
}

function sameType(from: TableProfile, fromColumn: string, to: TableProfile, toColumn: string): boolean {
  const type = (table: TableProfile, name: string) => table.columns.find(column => column.name === name)?.type;
  return type(from, fromColumn) === type(to, toColumn);
}

/**
 * The role in which a column refers to a key, '' for the plain one, undefined when the names have nothing in common:
 * customer_id, customer and billing_customer_id all refer to customers.id or customers.customer_id.
 */
export function roleOf(column: string, table: string, key: string): string | undefined {
  const words = longWordsOf(column).map(singular);
  const keyWords = longWordsOf(key).map(singular);
  const entity = entityWords(table);
  // A key called just id or code needs the table's name in front to be told from others.
  const full = keyWords.length === 1 && !entity.includes(keyWords[0]!) ? [...entity, ...keyWords] : keyWords;
  const short = keyWords.length === 1 && entity.length > 1 ? [entity.at(-1)!, ...keyWords] : full;
  for (const name of [full, short, entity]) {
    if (words.length >= name.length && name.every((word, i) => word === words[words.length - name.length + i])) {
      return words.slice(0, words.length - name.length).join('_');
    }
  }
  return undefined;
}

/**
 * The references that hold. Of two that say the same in both directions the one from the larger side stays; of
 * several targets for one column the one with the most values found, then the best name.
 */
export function chooseReferences(
  measured: readonly MeasuredReference[],
  tables: readonly TableProfile[],
): readonly MeasuredReference[] {
  const rows = new Map(tables.map(table => [table.name, table.rowCount]));
  const share = (r: MeasuredReference) => (r.values === 0 ? 0 : r.found / r.values);
  const holding = measured.filter(reference => share(reference) >= LEAST_FOUND);
  const best = new Map<string, MeasuredReference>();
  for (const reference of holding) {
    const key = `${reference.from}\n${reference.fromColumns.join('\n')}`;
    const other = best.get(key);
    const better = !other || rank(reference) > rank(other);
    if (better) best.set(key, reference);
  }
  const chosen = [...best.values()].filter((reference, _, all) => !isImplied(reference, all, tables));
  const isMirror = (a: MeasuredReference, b: MeasuredReference) =>
    a.from === b.to && a.to === b.from && a.fromColumns.join() === b.toColumns.join();
  return chosen.filter((reference, index) => {
    const mirror = chosen.findIndex(other => isMirror(reference, other));
    if (mirror === -1) return true;
    const mine = rows.get(reference.from) ?? 0;
    const theirs = rows.get(reference.to) ?? 0;
    return mine === theirs ? index < mirror : mine < theirs;
  });

  function rank(reference: MeasuredReference): number {
    return share(reference) * 100 - reference.role.length;
  }
}

/**
 * Whether the same columns lead to the same table through another one, with no row lost on the way: an order's number
 * on a shipment, when the shipment's order line has it too. Two ways to one place would be one too many.
 */
function isImplied(
  direct: MeasuredReference,
  all: readonly MeasuredReference[],
  tables: readonly TableProfile[],
): boolean {
  const columns = tables.find(table => table.name === direct.from)?.columns ?? [];
  const isFull = (r: MeasuredReference) =>
    r.found === r.values && r.fromColumns.every(name => columns.find(column => column.name === name)?.nulls === 0);
  return all.some(
    first =>
      first.from === direct.from &&
      first.to !== direct.to &&
      first.fromColumns.length > direct.fromColumns.length &&
      isFull(first) &&
      all.some(
        second =>
          second.from === first.to &&
          second.to === direct.to &&
          second.toColumns.join('\n') === direct.toColumns.join('\n') &&
          second.fromColumns.every(
            (name, i) => name === first.toColumns[first.fromColumns.indexOf(direct.fromColumns[i]!)],
          ),
      ),
  );
}
