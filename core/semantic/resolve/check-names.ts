import { SophiaError } from '../../errors.ts';
import { identifierOf } from '../expression/identifier.ts';
import { isDeferredName } from '../expression/reserved.ts';
import type { Place, SemanticModel } from '../model/types.ts';
import type { FaultList } from './fault.ts';
import { normalizedName } from './names.ts';

interface Named {
  readonly name: string;
  readonly place: Place;
  readonly kind: string;
}

/** Datasets, relationships and metrics share one namespace; fields have one a dataset; some names are kept free. */
export function checkNames(model: SemanticModel, faults: FaultList): void {
  const of = (kind: string, items: readonly { name: string; place: Place }[]): Named[] =>
    items.map(({ name, place }) => ({ name, place, kind }));
  const scopes: readonly (readonly Named[])[] = [
    [...of('dataset', model.datasets), ...of('relationship', model.relationships), ...of('metric', model.metrics)],
    ...model.datasets.map(dataset => of(`field of ${dataset.name}`, dataset.fields)),
  ];
  for (const scope of scopes) {
    checkReserved(scope, faults);
    checkCollisions(scope, faults);
  }
}

function checkReserved(scope: readonly Named[], faults: FaultList): void {
  for (const { name, place, kind } of scope) {
    if (!isDeferredName(identifierOf(name).name)) continue;
    faults.add(
      new SophiaError('E_DEFERRED_KEY_REJECTED', place.path, { key: name, mend: `rename the ${kind}` }),
      place,
    );
  }
}

function checkCollisions(scope: readonly Named[], faults: FaultList): void {
  const groups = Map.groupBy(scope, item => normalizedName(item.name));
  for (const [first, ...others] of groups.values()) {
    const kinds = [first, ...others].map(item => item!.kind).join(' and ');
    for (const { name, place } of others)
      faults.add(new SophiaError('E_NAME_COLLISION', place.path, { name, kinds }), place);
  }
}
