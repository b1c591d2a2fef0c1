import type { Expression } from '../expression/nodes.ts';
import type { PathChoice, Router } from '../resolve/paths.ts';
import type { ResolvedDataset, ResolvedField, ResolvedModel } from '../resolve/types.ts';

/** What a table is read for. */
export interface TableUse {
  /** The dotted name of the table, or the dataset's name where its source is a query. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** What every part of compiling one query needs, and the notes it takes of tables. */
export class Compilation {
  readonly model: ResolvedModel;
  readonly router: Router;
  /** By dataset: what a row must satisfy to be seen at all. */
  readonly rowFilters: ReadonlyMap<string, Expression>;
  readonly #tables = new Map<string, Set<string>>();

  constructor(model: ResolvedModel, paths: PathChoice, rowFilters: ReadonlyMap<string, Expression>) {
    this.model = model;
    this.router = model.router(paths);
    this.rowFilters = rowFilters;
  }

  dataset(name: string): ResolvedDataset {
    const found = this.model.datasets.get(name);
    if (!found) throw new Error(`No dataset ${name}: names are resolved before compiling.`);
    return found;
  }

  field(dataset: string, name: string): ResolvedField {
    const found = this.dataset(dataset).fields.get(name);
    if (!found) throw new Error(`No field ${dataset}.${name}: names are resolved before compiling.`);
    return found;
  }

  noteTable(dataset: string, column?: string): void {
    const { source } = this.dataset(dataset).dataset;
    const name = source.kind === 'table' ? source.parts.join('.') : dataset;
    const columns = this.#tables.get(name) ?? new Set();
    if (column !== undefined) columns.add(column);
    this.#tables.set(name, columns);
  }

  /** Tables in the order of their names, so that equal queries give equal lists. */
  get tables(): readonly TableUse[] {
    return [...this.#tables]
      .map(([name, columns]) => ({ name, columns: [...columns].sort() }))
      .sort((left, right) => (left.name < right.name ? -1 : 1));
  }
}
