import { SophiaError } from '../../errors.ts';
import type { FieldReference } from '../expression/nodes.ts';
import { printExpression } from '../expression/print.ts';
import type { Dataset, Field } from '../model/types.ts';
import type { DatasetScope } from './dataset-scope.ts';
import type { FaultList } from './fault.ts';
import type { JoinGraph } from './graph.ts';
import type { Router } from './paths.ts';
import { fieldsOf, windowIn } from './shape.ts';
import type { ResolvedField } from './types.ts';

const id = (field: { dataset: string; name: string }): string => `${field.dataset}.${field.name}`;
const referenceId = (reference: FieldReference): string => `${reference.dataset}.${reference.field}`;

/** Resolves the fields of all datasets; a field that is faulty is noted and left out. */
export function resolveFields(
  datasets: readonly Dataset[],
  scope: (dataset: Dataset) => DatasetScope,
  faults: FaultList,
): ReadonlyMap<string, ResolvedField> {
  const named = datasets.flatMap(dataset =>
    dataset.fields.flatMap(field => {
      const expression = faults.attempt(field.place, () => scope(dataset).resolveField(field));
      return expression ? [{ dataset: dataset.name, name: field.name, field, expression }] : [];
    }),
  );
  const byId = new Map(named.map(item => [id(item), item]));
  const cyclic = new Set<string>();
  for (const item of named) {
    const cycle = cycleFrom(item, byId);
    if (!cycle) continue;
    // One circle is one fault, told at the field that is declared first.
    if (!cycle.some(name => cyclic.has(name)))
      faults.add(new SophiaError('model.cycle', item.field.place.path, { names: cycle }), item.field.place);
    for (const name of cycle) cyclic.add(name);
  }
  const resolved = new Map<string, ResolvedField>();
  const windowed = (name: string): boolean => {
    const item = byId.get(name);
    if (!item || cyclic.has(name)) return false;
    return (
      windowIn(item.expression) !== undefined || fieldsOf(item.expression).some(used => windowed(referenceId(used)))
    );
  };
  for (const item of named)
    if (!cyclic.has(id(item))) resolved.set(id(item), { ...item, windowed: windowed(id(item)) });
  return resolved;
}

interface NamedField {
  readonly dataset: string;
  readonly name: string;
  readonly field: Field;
  readonly expression: ResolvedField['expression'];
}

/** The circle of fields that starts and ends at this one, if there is one. */
function cycleFrom(start: NamedField, fields: ReadonlyMap<string, NamedField>): readonly string[] | undefined {
  const visited = new Set<string>();
  const visit = (item: NamedField, trail: readonly string[]): readonly string[] | undefined => {
    for (const used of fieldsOf(item.expression).map(referenceId)) {
      if (used === id(start)) return [...trail, used];
      const next = fields.get(used);
      if (!next || visited.has(used)) continue;
      visited.add(used);
      const found = visit(next, [...trail, used]);
      if (found) return found;
    }
    return undefined;
  };
  return visit(start, [id(start)]);
}

/** A field may use fields of datasets that its own reaches N:1, and no others. */
export function checkReach(field: ResolvedField, graph: JoinGraph, router: Router): void {
  for (const used of fieldsOf(field.expression)) {
    if (router.reachesOne(field.dataset, used.dataset)) continue;
    const name = printExpression(used);
    if (!graph.connected(field.dataset, used.dataset)) {
      throw new SophiaError('E_NO_PATH', field.field?.place.path ?? [], { from: field.dataset, to: used.dataset });
    }
    if (router.reachesOne(used.dataset, field.dataset)) {
      throw new SophiaError('E_UNAGGREGATED_FINER_GRAIN_REFERENCE', field.field?.place.path ?? [], {
        name,
        grain: field.dataset,
      });
    }
    throw new SophiaError('E3012_MN_NO_SAFE_REWRITE', field.field?.place.path ?? [], {
      from: field.dataset,
      to: used.dataset,
    });
  }
}
