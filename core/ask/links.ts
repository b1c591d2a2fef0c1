import type { Catalogue } from './catalogue.ts';

/** A dataset whose rows have no name: each is of one thing and one other, and no two are of the same. */
export interface Link {
  readonly dataset: string;
  readonly ends: readonly string[];
}

/** The link that a dataset is; undefined where its rows are told apart by something of their own. */
export function linkOf({ model, datasets }: Catalogue, dataset: string): Link | undefined {
  const { primaryKey = [], uniqueKeys = [] } = datasets.get(dataset) ?? {};
  for (const key of [primaryKey, ...uniqueKeys]) {
    const ends = model.relationships.filter(
      ({ from, fromColumns }) => from === dataset && fromColumns.every(column => key.includes(column)),
    );
    const [one, other] = ends;
    const own = new Set(ends.flatMap(({ fromColumns }) => fromColumns)).size < key.length;
    if (one && other && ends.length === 2 && one.to !== other.to && !own) return { dataset, ends: [one.to, other.to] };
  }
  return undefined;
}
