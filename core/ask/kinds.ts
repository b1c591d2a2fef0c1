import type { Persona } from '../identity/persona.ts';
import { parsePlan } from '../plan/parse.ts';
import type { Cell } from '../ports/query-engine.ts';
import type { Dataset, Field, SemanticModel } from '../semantic/model/types.ts';
import type { FieldKind } from './catalogue.ts';
import { unlessUnreadable } from './unreadable.ts';
import type { RunPlan } from './values.ts';

/** Kinds of the fields: by datatype where the model declares one, else by a sample of their values. */
export async function fieldKinds(
  model: SemanticModel,
  persona: Persona,
  run: RunPlan,
): Promise<ReadonlyMap<string, FieldKind>> {
  const kinds = new Map<string, FieldKind>();
  for (const dataset of model.datasets) {
    if (persona.datasets !== '*' && !persona.datasets.includes(dataset.name)) continue;
    for (const field of dataset.fields) {
      const declared = declaredKind(field);
      if (declared) kinds.set(`${dataset.name}.${field.name}`, declared);
    }
    const open = dataset.fields.filter(field => declaredKind(field) === undefined);
    for (const [field, kind] of await unlessUnreadable(open, some => sample(dataset, some, run)))
      kinds.set(`${dataset.name}.${field.name}`, kind);
    for (const { name } of open)
      if (!kinds.has(`${dataset.name}.${name}`)) kinds.set(`${dataset.name}.${name}`, 'text');
  }
  return kinds;
}

const byDatatype: Readonly<Record<string, FieldKind>> = {
  String: 'text',
  Integer: 'number',
  Decimal: 'number',
  Float: 'number',
  Boolean: 'boolean',
  Date: 'time',
  Time: 'text',
  DateTime: 'time',
  DateTimeTz: 'time',
  Opaque: 'text',
};

const declaredKind = (field: Field): FieldKind | undefined =>
  field.datatype ? byDatatype[field.datatype] : field.isTime ? 'time' : undefined;

const SAMPLE = 200;
/** Fields of one listing, well under a plan's limit. */
const AT_ONCE = 40;

async function sample(dataset: Dataset, fields: readonly Field[], run: RunPlan): Promise<[Field, FieldKind][]> {
  const kinds: [Field, FieldKind][] = [];
  for (let i = 0; i < fields.length; i += AT_ONCE) {
    const part = fields.slice(i, i + AT_ONCE);
    const rows = await run(
      parsePlan({ fields: part.map(field => `${dataset.name}.${field.name}`), limit: SAMPLE }),
      SAMPLE,
    );
    for (const [column, field] of part.entries()) kinds.push([field, kindOf(rows.map(row => row[column] ?? null))]);
  }
  return kinds;
}

function kindOf(cells: readonly Cell[]): FieldKind {
  const known = cells.filter(cell => cell !== null);
  if (known.length > 0 && known.every(cell => typeof cell === 'number')) return 'number';
  if (known.length > 0 && known.every(cell => typeof cell === 'boolean')) return 'boolean';
  if (
    known.length > 0 &&
    known.every(cell => typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?$/.test(cell))
  )
    return 'time';
  return 'text';
}
