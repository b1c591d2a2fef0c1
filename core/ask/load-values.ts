import { type FoundField, findField } from '../plan/names.ts';
import { parsePlan } from '../plan/parse.ts';
import type { Catalogue, FieldInfo } from './catalogue.ts';
import { keyRange } from './large-field.ts';
import { unlessUnreadable } from './unreadable.ts';
import { type FieldValues, HELD, loadFieldValues, type RunPlan, usableValues } from './values.ts';

/** Combinations that one reading of several fields may give; fields with more are read apart. */
const COMBINATIONS = 2_000;
/** What a plan may group by. */
const MOST_DIMENSIONS = 8;

/**
 * Reads the values of text fields. Each reading of a large dataset is dear, so its fields are read together as long as
 * few combinations of them occur; keys never are.
 */
export async function loadValues(catalogue: Catalogue, run: RunPlan): Promise<FieldValues[]> {
  const fields = [...catalogue.fields.values()].filter(field => field.kind === 'text');
  const loaded = new Map<string, FieldValues>();
  for (const group of Map.groupBy(fields, field => field.dataset).values()) {
    const apart = group.filter(field => field.isKey || field.isIdentifier);
    const together = group.filter(field => !apart.includes(field));
    const read = [
      ...(await unlessUnreadable(together, some => loadTogether(some, run))),
      ...(await unlessUnreadable(apart, some => loadKeys(catalogue, some, run))),
    ];
    for (const values of read) loaded.set(values.field.id, values);
  }
  return fields.map(field => loaded.get(field.id) ?? { field, values: [], truncated: false });
}

async function loadKeys(catalogue: Catalogue, fields: readonly FieldInfo[], run: RunPlan): Promise<FieldValues[]> {
  const read: FieldValues[] = [];
  for (const field of fields) read.push(await loadKey(catalogue, field, run));
  return read;
}

/**
 * The values of a key are as many as its rows. Beyond what is held none is kept: sorting them all out would be for the
 * few that come first.
 */
async function loadKey({ model }: Catalogue, field: FieldInfo, run: RunPlan): Promise<FieldValues> {
  const found = findField(model, field.id);
  if (!field.isKey || !found || !isUnique(found)) return loadFieldValues(field, run);
  const { count, range } = await keyRange(found, run);
  return count > HELD ? { field, values: [], truncated: true, range } : loadFieldValues(field, run);
}

/** Whether it tells rows apart by itself. */
function isUnique({ dataset, field: { expression } }: FoundField): boolean {
  const column = expression.kind === 'reference' ? expression.parts.at(-1)?.name.toLowerCase() : undefined;
  const keys = [dataset.primaryKey, ...dataset.uniqueKeys];
  return keys.some(([first, ...more]) => first?.toLowerCase() === column && more.length === 0);
}

/** In one reading, or in halves when that gives too many combinations. */
async function loadTogether(fields: readonly FieldInfo[], run: RunPlan): Promise<FieldValues[]> {
  const [first] = fields;
  if (first === undefined) return [];
  if (fields.length === 1) return [await loadFieldValues(first, run)];
  if (fields.length > MOST_DIMENSIONS) return inHalves(fields, run);
  const dimensions = fields.map((field, index) => ({ field: field.id, name: `value_${index}` }));
  const rows = await run(parsePlan({ dimensions, limit: COMBINATIONS + 1 }), COMBINATIONS + 1);
  if (rows.length > COMBINATIONS) return inHalves(fields, run);
  return fields.map((field, column) => {
    const values = new Set(usableValues(rows.map(row => row[column] ?? null)));
    return { field, values: [...values].sort(), truncated: false };
  });
}

async function inHalves(fields: readonly FieldInfo[], run: RunPlan): Promise<FieldValues[]> {
  const half = Math.ceil(fields.length / 2);
  return [...(await loadTogether(fields.slice(0, half), run)), ...(await loadTogether(fields.slice(half), run))];
}
