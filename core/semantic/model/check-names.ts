import { identifierOf, normalizedIdentifier } from '../expression/identifier.ts';
import { nearestName } from '../nearest.ts';
import { normalizedName } from './described.ts';
import type { FaultLog } from './faults.ts';
import type { Dataset, Metric, Place, Relationship, SemanticModel } from './types.ts';

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly quoted?: boolean | undefined;
  readonly place: Place;
}

const named = (kind: string, elements: readonly (Dataset | Metric | Relationship)[]): readonly Named[] =>
  elements.map(({ name, quoted, place }) => ({ kind, name, quoted, place }));

/** Names have to be unique: all global ones together, and fields within their dataset. */
export function checkUniqueNames(model: SemanticModel, faults: FaultLog): void {
  checkScope(
    [
      ...named('dataset', model.datasets),
      ...named('relationship', model.relationships),
      ...named('metric', model.metrics),
    ],
    faults,
  );
  for (const dataset of model.datasets) {
    checkScope(
      dataset.fields.map(({ name, quoted, place }) => ({ kind: `field of ${dataset.name}`, name, quoted, place })),
      faults,
    );
  }
}

function checkScope(elements: readonly Named[], faults: FaultLog): void {
  const first = new Map<string, Named>();
  for (const element of elements) {
    const key = normalizedName({ name: element.name, ...(element.quoted && { quoted: true }) });
    const other = first.get(key);
    if (!other) first.set(key, element);
    else if (element.name !== '') {
      const kinds = `${other.kind}, ${element.kind}`;
      faults.add(element.place, 'E_NAME_COLLISION', { name: element.name, kinds, line: other.place.line });
    }
  }
}

/** The fields that extensions name (`time_field`, `drill_path`) have to exist. */
export function checkExtensionFields(model: SemanticModel, faults: FaultLog): void {
  const fields = model.datasets.flatMap(d =>
    d.fields.map(f => ({ text: `${d.name}.${f.name}`, dataset: d, field: f })),
  );
  const known = new Set(fields.map(({ dataset, field }) => `${normalizedName(dataset)}.${normalizedName(field)}`));
  const elements = [model, ...model.datasets, ...model.datasets.flatMap(d => d.fields), ...model.metrics];
  for (const { extension, place } of elements) {
    for (const name of [...(extension.timeField ? [extension.timeField] : []), ...(extension.drillPath ?? [])]) {
      const normalized = name
        .split('.')
        .map(part => normalizedIdentifier(identifierOf(part)))
        .join('.');
      if (known.has(normalized)) continue;
      const names = fields.map(field => field.text);
      const nearest = nearestName(name, names);
      faults.add(place, 'E_NAME_NOT_FOUND', { name, nearest, known: 'the fields as dataset.field' });
    }
  }
}
