import type { ResolvedModel } from './resolve/types.ts';

/** The models that a platform answers over. The first is meant wherever none is named. */
export class Models {
  readonly all: readonly ResolvedModel[];
  readonly first: ResolvedModel;
  readonly #byName: ReadonlyMap<string, ResolvedModel>;

  /** @throws Error without a model, or with two of a name */
  constructor(all: readonly ResolvedModel[]) {
    const [first] = all;
    if (!first) throw new Error('There is no model.');
    this.all = all;
    this.first = first;
    this.#byName = new Map(all.map(one => [one.model.name, one]));
    if (this.#byName.size < all.length) throw new Error('Two models have the same name.');
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  named(name: string): ResolvedModel | undefined {
    return this.#byName.get(name);
  }

  /** The model that a persona asks. @throws Error for one that is not here: personas are checked when they are read */
  of({ model }: { readonly model?: string | undefined }): ResolvedModel {
    if (model === undefined) return this.first;
    const found = this.#byName.get(model);
    if (!found) throw new Error(`There is no model ${model}.`);
    return found;
  }

  /** What a document means by the name of a model: a platform with one model has no other to mean. */
  meant(name: string): ResolvedModel | undefined {
    return this.#byName.get(name) ?? (this.all.length === 1 ? this.first : undefined);
  }
}
