import type { TableDescription } from '../ports/query-engine.ts';
import type { Expression } from './expression/nodes.ts';
import { children } from './expression/walk.ts';
import type { Dataset, SemanticModel } from './model/types.ts';
import type { JoinGraph } from './resolve/graph.ts';
import type { ResolvedDataset, ResolvedModel } from './resolve/types.ts';

/** Where a model meets a folder of files. */

/** The model over files: of a dotted source (`catalog.schema.orders`) the last part names the file. */
export function embedSources(model: SemanticModel): SemanticModel {
  return { ...model, datasets: model.datasets.map(embedSource) };
}

function embedSource(dataset: Dataset): Dataset {
  if (dataset.source.kind !== 'table') return dataset;
  return { ...dataset, source: { kind: 'table', parts: dataset.source.parts.slice(-1) } };
}

/** What of the model the files lack: a line for each dataset without its file, and for each column that a file has not. */
export function missingSources(model: ResolvedModel, tables: readonly TableDescription[], file: string): string[] {
  const byName = new Map(tables.map(table => [table.name.toLowerCase(), table]));
  return [...model.datasets.values()].flatMap(resolved => {
    const { source, name, place } = resolved.dataset;
    if (source.kind !== 'table') return [];
    const table = byName.get(source.parts.at(-1)?.toLowerCase() ?? '');
    const where = `${file}:${place.line}`;
    if (!table) {
      const known = tables.map(each => each.name).join(', ') || 'none';
      return [`${where} dataset ${name}: the data folder has no file ${source.parts.at(-1)}. Files there: ${known}.`];
    }
    const columns = new Set(table.columns.map(column => column.name.toLowerCase()));
    return [...columnsOf(resolved, model.graph)]
      .filter(column => !columns.has(column.toLowerCase()))
      .map(column => `${where} dataset ${name}: the file ${table.name} has no column ${column}.`);
  });
}

/** Physical columns of the dataset's own file that its fields, its key and its relationships are made of. */
function columnsOf({ dataset, fields, primaryKey }: ResolvedDataset, graph: JoinGraph): Set<string> {
  const found = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === 'column' && (node.relation === undefined || node.relation === dataset.name)) found.add(node.name);
    for (const child of children(node)) visit(child);
  };
  for (const { expression } of fields.values()) visit(expression);
  for (const key of [...primaryKey, ...graph.steps(dataset.name).flatMap(step => step.sourceKeys)]) visit(key);
  return found;
}
