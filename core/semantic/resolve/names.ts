import { SophiaError } from '../../errors.ts';
import { isRegularIdentifier, normalizedIdentifier } from '../expression/identifier.ts';
import type { Identifier } from '../expression/nodes.ts';
import { isReservedWord } from '../expression/reserved.ts';
import type { Dataset, Field, Metric, SemanticModel } from '../model/types.ts';
import { nearestName } from '../nearest.ts';

/** An element of a model; quoted names are matched letter by letter. */
interface Named {
  readonly name: string;
  readonly quoted?: boolean | undefined;
}

/** Names of one scope, found without regard to case unless quoted. */
class Names<T extends Named> {
  readonly #items = new Map<string, T>();

  constructor(items: readonly T[]) {
    for (const item of items) {
      const key = normalizedName(item);
      if (!this.#items.has(key)) this.#items.set(key, item);
    }
  }

  find(identifier: Identifier): T | undefined {
    const found = this.#items.get(normalizedIdentifier(identifier));
    if (found || !identifier.quoted || !isReservedWord(identifier.name)) return found;
    // A name that is a reserved word can only be referred to in quotes, however the model spells it.
    const reserved = this.#items.get(identifier.name.toUpperCase());
    return reserved?.name === identifier.name ? reserved : undefined;
  }

  get items(): Iterable<T> {
    return this.#items.values();
  }
}

export const normalizedName = ({ name, quoted }: Named): string =>
  normalizedIdentifier({ name, quoted: quoted ?? !isRegularIdentifier(name) });

/** Everything a name can stand for, by scope. */
export interface Namespace {
  readonly datasets: Names<Dataset>;
  readonly metrics: Names<Metric>;
  fields(dataset: Dataset): Names<Field>;
}

export function createNamespace(model: SemanticModel): Namespace {
  const fields = new Map(model.datasets.map(dataset => [dataset, new Names(dataset.fields)]));
  return {
    datasets: new Names(model.datasets),
    metrics: new Names(model.metrics),
    fields: dataset => fields.get(dataset) ?? new Names([]),
  };
}

const written = (parts: readonly Identifier[]): string => parts.map(part => part.name).join('.');

/** @throws SophiaError E_NAME_NOT_FOUND with the nearest name of the same form */
export function nameNotFound(parts: readonly Identifier[], names: Namespace): SophiaError {
  const known = [...names.datasets.items].flatMap(dataset =>
    [...names.fields(dataset).items].filter(field => !field.private).map(field => `${dataset.name}.${field.name}`),
  );
  const metrics = [...names.metrics.items].filter(metric => !metric.private).map(metric => metric.name);
  const name = written(parts);
  const last = parts.at(-1)!.name;
  const nearest =
    parts.length > 1
      ? nearestName(name, known)
      : (nearestName(name, metrics) ?? known.find(field => field.split('.')[1]!.toUpperCase() === last.toUpperCase()));
  return new SophiaError('E_NAME_NOT_FOUND', [], { name, nearest });
}
