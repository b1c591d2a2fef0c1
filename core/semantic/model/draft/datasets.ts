import type { ColumnRole } from './column-role.ts';
import { columnRole } from './column-role.ts';
import { Names, snakeWords } from './names.ts';
import type { ColumnProfile, MeasuredReference, TableProfile } from './types.ts';
import { entityWords, longWordsOf } from './words.ts';

export interface DraftField {
  readonly name: string;
  readonly column: ColumnProfile;
  readonly role: ColumnRole;
  /** It refers to another dataset, which says more about it. */
  readonly isReference: boolean;
}

export interface DraftDataset {
  readonly name: string;
  readonly table: TableProfile;
  /** What one row is called, in words. */
  readonly entity: readonly string[];
  /** Words before the entity when the dataset is a table in one of its roles. */
  readonly role: string;
  readonly fields: readonly DraftField[];
  /** The time that its rows are counted by, if any. */
  readonly timeField?: DraftField | undefined;
  readonly uniqueKeys: readonly (readonly string[])[];
}

export interface DraftRelationship {
  readonly name: string;
  readonly from: DraftDataset;
  readonly to: DraftDataset;
  readonly reference: MeasuredReference;
}

export interface DraftStructure {
  readonly names: Names;
  readonly datasets: readonly DraftDataset[];
  readonly relationships: readonly DraftRelationship[];
}

/**
 * A dataset for every table, and one more for every role in which a table is referred to by the same other table
 * (origin and destination warehouse), so that there is one path to each.
 */
export function draftStructure(
  tables: readonly TableProfile[],
  references: readonly MeasuredReference[],
): DraftStructure {
  const names = new Names();
  const plain = new Map(tables.map(table => [table.name, draftDataset(table, '', references, names)]));
  const roles = new Map<string, DraftDataset>();
  const relationships = references.map((reference): DraftRelationship => {
    const from = plain.get(reference.from)!;
    const to = isOneOfSeveral(reference, references) ? inRole(reference) : plain.get(reference.to)!;
    const name = names.take([from.name, 'to', to.name], [from.name, 'to', to.name, ...reference.fromColumns]);
    return { name, from, to, reference };
  });
  return { names, datasets: [...plain.values(), ...roles.values()], relationships };

  function inRole({ to, role }: MeasuredReference): DraftDataset {
    const key = `${role}\n${to}`;
    const table = tables.find(candidate => candidate.name === to)!;
    const dataset = roles.get(key) ?? draftDataset(table, role, references, names);
    roles.set(key, dataset);
    return dataset;
  }
}

/** Whether a table refers to another several times, and this is not the plain one of them. */
const isOneOfSeveral = (reference: MeasuredReference, all: readonly MeasuredReference[]): boolean =>
  reference.role !== '' && all.filter(other => other.from === reference.from && other.to === reference.to).length > 1;

function draftDataset(
  table: TableProfile,
  role: string,
  references: readonly MeasuredReference[],
  names: Names,
): DraftDataset {
  const words = snakeWords(table.name);
  const roleWords = role === '' ? [] : role.split('_');
  const own = references.filter(reference => reference.from === table.name);
  const fields = draftFields(table, new Set(own.flatMap(reference => reference.fromColumns)));
  const entity = [...roleWords, ...entityWords(table.name)];
  const uniqueKeys = references
    .filter(reference => reference.to === table.name && reference.toColumns.join() !== table.keys[0]?.join())
    .map(reference => reference.toColumns);
  return {
    name: names.take([...roleWords, ...words], [...roleWords, ...words, 'data']),
    table,
    entity,
    role,
    fields,
    timeField: role === '' ? mainTime(table, fields) : undefined,
    uniqueKeys: [...new Map(uniqueKeys.map(key => [key.join('\n'), key])).values()],
  };
}

function draftFields(table: TableProfile, references: ReadonlySet<string>): readonly DraftField[] {
  const names = new Names();
  const entity = entityWords(table.name);
  return table.columns.map(column => {
    const words = snakeWords(column.name);
    return {
      name: names.take(words, [...entity, ...words]),
      column,
      role: columnRole(table, column, references),
      isReference: references.has(column.name) && !table.keys[0]?.includes(column.name),
    };
  });
}

const AUDIT = /^(?:updated|modified|changed|loaded|ingested|synced|inserted|deleted|extracted|etl)\b/;

/** Whether a time says when the row was written rather than when something happened. */
export const isAudit = ({ column }: DraftField): boolean => AUDIT.test(longWordsOf(column.name).join(' '));

/** The time that the rows of a table are most likely counted by: its entity's own date, a plain date, the first. */
function mainTime(table: TableProfile, fields: readonly DraftField[]): DraftField | undefined {
  const times = fields.filter(field => field.role === 'time' && !isAudit(field));
  const entity = entityWords(table.name);
  const score = ({ column }: DraftField): number => {
    const words = longWordsOf(column.name);
    const isDate = /^(?:date|day|time|timestamp|at|on)$/.test(words.at(-1) ?? '');
    if (isDate && words.slice(0, -1).join(' ') === entity.join(' ')) return 3;
    if (isDate && words.length > 1 && entity.includes(words[0]!)) return 2;
    if (isDate && words.length === 1) return 2;
    return 1 - column.nulls / Math.max(1, table.rowCount);
  };
  return times.toSorted((a, b) => score(b) - score(a))[0];
}
