import { parsePlan } from '../plan/parse.ts';
import type { FieldInfo } from './catalogue.ts';
import { type FieldValues, loadFieldValues, type RunPlan, usableValues } from './values.ts';

/** Combinations that one reading of several fields may give; fields with more are read apart. */
const COMBINATIONS = 2_000;

/**
 * Reads the values of text fields. Each reading of a large dataset is dear, so its fields are read together as long as
 * few combinations of them occur; keys never are.
 */
export async function loadValues(fields: readonly FieldInfo[], run: RunPlan): Promise<FieldValues[]> {
  const loaded = new Map<string, FieldValues>();
  for (const group of Map.groupBy(fields, field => field.dataset).values()) {
    const apart = group.filter(field => field.isKey || field.isIdentifier);
    const together = group.filter(field => !apart.includes(field));
    for (const values of await loadTogether(together, run)) loaded.set(values.field.id, values);
    for (const field of apart) loaded.set(field.id, await loadFieldValues(field, run));
  }
  return fields.map(field => loaded.get(field.id)!);
}

/** In one reading, or in halves when that gives too many combinations. */
async function loadTogether(fields: readonly FieldInfo[], run: RunPlan): Promise<FieldValues[]> {
  const [first] = fields;
  if (first === undefined) return [];
  if (fields.length === 1) return [await loadFieldValues(first, run)];
  const dimensions = fields.map((field, index) => ({ field: field.id, name: `value_${index}` }));
  const rows = await run(parsePlan({ dimensions, limit: COMBINATIONS + 1 }), COMBINATIONS + 1);
  if (rows.length > COMBINATIONS) {
    const half = Math.ceil(fields.length / 2);
    return [...(await loadTogether(fields.slice(0, half), run)), ...(await loadTogether(fields.slice(half), run))];
  }
  return fields.map((field, column) => {
    const values = new Set(usableValues(rows.map(row => row[column] ?? null)));
    return { field, values: [...values].sort(), truncated: false };
  });
}
