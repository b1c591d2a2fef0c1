import type { Persona } from '../identity/persona.ts';
import { humanName } from '../plan/names.ts';
import { parsePlan } from '../plan/parse.ts';
import type { Plan } from '../plan/schema.ts';
import type { Cell, QueryEngine } from '../ports/query-engine.ts';
import type { Expression } from '../semantic/expression/nodes.ts';
import { children } from '../semantic/expression/walk.ts';
import type { Dataset, Field, Metric } from '../semantic/model/types.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import type { Planners } from './planners.ts';

export interface DescribedMetric {
  readonly metric: Metric;
  readonly label: string;
  /** `dataset.field` that it can be grouped by. */
  readonly dimensions: readonly string[];
}

export interface DescribedField {
  readonly name: string;
  readonly label: string;
  readonly field: Field;
  /** Some of its values, where they are names. */
  readonly values: readonly string[];
}

export interface DescribedDataset {
  readonly dataset: Dataset;
  readonly label: string;
  readonly fields: readonly DescribedField[];
}

/** A part of the model that can't be computed, at all or at some rows. */
export interface ToldFault {
  /** Where in the model file. */
  readonly path: string;
  readonly message: string;
  readonly mend: string;
}

/** What a persona can ask about: nothing that it may not see. */
export interface Description {
  readonly name: string;
  readonly description?: string | undefined;
  readonly persona: Persona;
  readonly metrics: readonly DescribedMetric[];
  readonly datasets: readonly DescribedDataset[];
  readonly examples: readonly string[];
  readonly freshness: string;
  /** Where the model is tried on the data. */
  readonly faults?: readonly ToldFault[] | undefined;
}

export interface Catalogue {
  describe(persona: Persona): Promise<Description>;
}

export interface CatalogueOptions {
  readonly model: ResolvedModel;
  readonly engine: QueryEngine;
  readonly planners: Planners;
  /** Runs a plan under the persona's policy. */
  run(persona: Persona, plan: Plan, maxRows: number): Promise<readonly (readonly Cell[])[]>;
}

const sampleSize = 5;
const mostExamples = 8;

/** Describes a model to a persona; kept until the data changes, since it samples values. */
export function createCatalogue(options: CatalogueOptions): Catalogue {
  const kept = new Map<string, { dataVersion: string; description: Promise<Description> }>();
  return {
    async describe(persona) {
      const dataVersion = await options.engine.dataVersion();
      const known = kept.get(persona.name);
      if (known?.dataVersion === dataVersion) return known.description;
      const description = describe(options, persona);
      kept.set(persona.name, { dataVersion, description });
      description.catch(() => kept.delete(persona.name));
      return description;
    },
  };
}

async function describe(options: CatalogueOptions, persona: Persona): Promise<Description> {
  const { model, engine, planners } = options;
  const visible = model.model.datasets.filter(dataset => maySee(persona.datasets, dataset));
  const metrics = model.model.metrics.filter(metric => maySee(persona.metrics, metric) && !metric.private);
  const planner = await planners.for(persona);
  const examples = [...persona.examples, ...(await planner.starters(mostExamples))];
  return {
    name: model.model.name,
    description: model.model.description,
    persona,
    metrics: metrics.map(metric => ({
      metric,
      label: humanName(metric.name),
      dimensions: dimensionsOf(model, metric, visible),
    })),
    datasets: await Promise.all(visible.map(dataset => describeDataset(options, persona, dataset))),
    examples: [...new Set(examples)].slice(0, mostExamples),
    freshness: await engine.freshness(),
  };
}

const maySee = (names: readonly string[] | '*', thing: Dataset | Metric): boolean =>
  (names === '*' || names.includes(thing.name)) && !thing.extension.hidden;

const shownFields = (dataset: Dataset): readonly Field[] =>
  dataset.fields.filter(field => !field.private && !field.extension.hidden);

/** Text, times, flags, and whatever the model itself calls a dimension. */
const groups = (field: Field): boolean =>
  field.isDimension || field.isTime || field.datatype === 'String' || field.datatype === 'Boolean';

/** Fields of datasets that each row the metric counts has at most one row of. */
function dimensionsOf(model: ResolvedModel, metric: Metric, visible: readonly Dataset[]): string[] {
  const counted = datasetsOf(model, metric.name);
  const reached = visible.filter(({ name }) =>
    [...counted].every(from => from === name || ['same', 'one'].includes(model.reach(from, name))),
  );
  return reached.flatMap(dataset =>
    shownFields(dataset)
      .filter(groups)
      .map(field => `${dataset.name}.${field.name}`),
  );
}

/** Datasets whose fields a metric uses, also by way of other metrics. */
export function datasetsOf(model: ResolvedModel, metric: string, seen = new Set<string>()): Set<string> {
  const found = new Set<string>();
  if (seen.has(metric)) return found;
  seen.add(metric);
  const visit = (node: Expression): void => {
    if (node.kind === 'field') found.add(node.dataset);
    if (node.kind === 'metric') for (const name of datasetsOf(model, node.metric, seen)) found.add(name);
    for (const child of children(node)) visit(child);
  };
  const resolved = model.metrics.get(metric);
  if (resolved) visit(resolved.expression);
  return found;
}

async function describeDataset(
  options: CatalogueOptions,
  persona: Persona,
  dataset: Dataset,
): Promise<DescribedDataset> {
  const fields = await Promise.all(
    shownFields(dataset).map(async field => {
      const name = `${dataset.name}.${field.name}`;
      const label = field.label ?? humanName(field.name);
      return { name, label, field, values: await samples(options, persona, dataset, field) };
    }),
  );
  return { dataset, label: humanName(dataset.name), fields };
}

/** A few values of a field that names things. A field that cannot be read has none: the rest stays of use. */
async function samples(options: CatalogueOptions, persona: Persona, dataset: Dataset, field: Field): Promise<string[]> {
  const textual = field.datatype === 'String' || (field.datatype === undefined && field.isDimension);
  if (!textual || field.isTime || dataset.primaryKey.includes(field.name)) return [];
  try {
    const plan = parsePlan({ dimensions: [{ field: `${dataset.name}.${field.name}` }], limit: sampleSize });
    const rows = await options.run(persona, plan, sampleSize);
    return rows.flatMap(([value]) => (value === null || value === undefined ? [] : [String(value)]));
  } catch {
    return [];
  }
}
