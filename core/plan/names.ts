import { isRegularIdentifier, quoteIdentifier } from '../semantic/expression/identifier.ts';
import type { Dataset, Field, Metric, SemanticModel } from '../semantic/model/types.ts';
import { nearestName } from '../semantic/nearest.ts';

/** A field of the model, found by a plan's text. */
export interface FoundField {
  readonly dataset: Dataset;
  readonly field: Field;
}

const bare = (name: string): string => (/^"(?:[^"]|"")+"$/.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name);
const folded = (name: string): string => bare(name).toLowerCase();

/** The one entry of that name: as it is spelled, else without regard to case. */
function named<T extends { readonly name: string }>(entries: readonly T[], name: string): T | undefined {
  return (
    entries.find(entry => bare(entry.name) === bare(name)) ?? entries.find(entry => folded(entry.name) === folded(name))
  );
}

/** The parts of a dotted name; dots inside double quotes do not part. */
const nameParts = (text: string): string[] => text.match(/"(?:[^"]|"")+"|[^."]+/g)?.map(part => part.trim()) ?? [];

export const findDataset = (model: SemanticModel, name: string): Dataset | undefined => named(model.datasets, name);
export const findMetric = (model: SemanticModel, name: string): Metric | undefined => named(model.metrics, name);

/** The field that `dataset.field` names; undefined where there is none. */
export function findField(model: SemanticModel, text: string): FoundField | undefined {
  const parts = nameParts(text);
  if (parts.length !== 2) return undefined;
  const dataset = findDataset(model, parts[0]!);
  const field = dataset && named(dataset.fields, parts[1]!);
  return dataset && field && { dataset, field };
}

const partText = (name: string): string => (isRegularIdentifier(bare(name)) ? bare(name) : quoteIdentifier(bare(name)));

/** `dataset.field` in the model's spelling, quoted where a part has to be. */
export const fieldText = ({ dataset, field }: FoundField): string =>
  `${partText(dataset.name)}.${partText(field.name)}`;

/** The last part of a field's name as a column can be called: letters, digits and underscores. */
export function leafOf(text: string): string {
  const leaf = bare(nameParts(text).at(-1) ?? text).replaceAll(/[^A-Za-z0-9_]+/g, '_');
  return /^[A-Za-z_]/.test(leaf) ? leaf : `_${leaf}`;
}

/** The dataset part of a field's name as a column can be called. */
export const datasetLeafOf = (text: string): string => leafOf(nameParts(text)[0] ?? text);

/** Two names of columns are one to an engine when they differ by case alone. */
export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** `net_revenue` as people read it: Net revenue. */
export function humanName(name: string): string {
  const words = bare(name).replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a field is called to people: its label, else its name. */
export const fieldLabel = ({ field }: FoundField): string => field.label ?? humanName(field.name);

/** How to mend an unknown name, in words. */
export function mendUnknown(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  if (near !== undefined) return `Did you mean ${near}?`;
  const some = known.slice(0, 8).join(', ');
  return known.length === 0 ? 'There is none.' : `Known: ${some}${known.length > 8 ? ' …' : ''}.`;
}

/** Every public field as `dataset.field`. */
export const fieldNames = (model: SemanticModel): string[] =>
  model.datasets.flatMap(dataset =>
    dataset.fields.filter(field => !field.private).map(field => fieldText({ dataset, field })),
  );
