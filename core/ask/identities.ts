import type { Catalogue, FieldInfo } from './catalogue.ts';
import type { ValueIndex } from './values.ts';
import { nameWords, stemsOf } from './words.ts';

/**
 * Things whose key the model does not show are told apart by their code, where names repeat: two customers of one name
 * are two customers all the same.
 */
export function withIdentities(catalogue: Catalogue, values: Pick<ValueIndex, 'fields'>): Catalogue {
  const codes = new Map(
    [...catalogue.datasets.keys()].map(dataset => [dataset, codeOf(catalogue, dataset, values)] as const),
  );
  const kinds = new Set([...catalogue.datasets.keys()].filter(dataset => namesKind(catalogue, dataset, values)));
  return {
    ...catalogue,
    keyField: dataset => catalogue.keyField(dataset) ?? codes.get(dataset),
    nameField: dataset => (kinds.has(dataset) ? catalogue.keyField(dataset) : catalogue.nameField(dataset)),
  };
}

/** "model name" of machines, of which there are many of each model: it names none of them. */
function namesKind(catalogue: Catalogue, dataset: string, { fields }: Pick<ValueIndex, 'fields'>): boolean {
  const [name, key] = [catalogue.nameField(dataset), catalogue.keyField(dataset)];
  const [names, keys] = [name, key].map(field => field && fields.get(field.id));
  const own = stemsOf(`${dataset} ${catalogue.datasets.get(dataset)?.label ?? ''}`);
  if (!name || !names || names.truncated || !keys || stemsOf(name.name).length < 2) return false;
  const several = names.values.length <= 500 && (keys.truncated || keys.values.length > 3 * names.values.length);
  return several && !stemsOf(name.name).some(stem => own.includes(stem));
}

function codeOf(catalogue: Catalogue, dataset: string, { fields }: Pick<ValueIndex, 'fields'>): FieldInfo | undefined {
  const name = catalogue.nameField(dataset);
  const metric = catalogue.countMetric(dataset)?.text.replaceAll('"', '').toLowerCase();
  const told = catalogue.fieldsOf(dataset).find(({ id }) => metric === `count(distinct ${id.toLowerCase()})`);
  if (told && !catalogue.keyField(dataset)) return told;
  const known = (field: FieldInfo) => fields.get(field.id);
  const sizeOf = (field: FieldInfo) =>
    known(field)?.truncated ? Number.POSITIVE_INFINITY : (known(field)?.values.length ?? 0);
  if (!name || catalogue.keyField(dataset) || known(name)?.truncated !== false) return undefined;
  const counted = new Set([...catalogue.metrics.values()].map(({ text }) => text.replaceAll('"', '').toLowerCase()));
  return catalogue
    .fieldsOf(dataset)
    .filter(field => sizeOf(field) > sizeOf(name))
    .find(
      field =>
        counted.has(`count(distinct ${field.id.toLowerCase()})`) ||
        (/^(id|code|number|key)$/.test(nameWords(field.name).at(-1) ?? '') &&
          /\bidentif(y|ies)\b/.test(field.field.description ?? '')),
    );
}
