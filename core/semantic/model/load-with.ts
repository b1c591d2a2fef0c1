import { SophiaError } from '../../errors.ts';
import { checkExtensionFields, checkUniqueNames } from './check-names.ts';
import type { DatasetMetric } from './dataset-metrics.ts';
import { liftDatasetMetrics } from './dataset-metrics.ts';
import type { Described } from './described.ts';
import { readDescribed } from './described.ts';
import type { Entry, ParseText } from './entry.ts';
import { FaultLog } from './faults.ts';
import { withHistories } from './histories.ts';
import { checkNaturalGrain } from './natural-grain.ts';
import { present, readItems, readMaps, readText, wrongShape } from './read.ts';
import { readDataset } from './read-dataset.ts';
import { checkAggregation, readMetric } from './read-metric.ts';
import { readRelationship } from './read-relationship.ts';
import type { AiContext, Dataset, ModelFault, SemanticModel } from './types.ts';

export interface LoadOptions {
  /** What the file is called in faults. */
  readonly file: string;
  /** Which model of the file, by name; without it all of them are taken together. */
  readonly model?: string | undefined;
}

/** Versions 0.1 to 1.0, with anything after the minor number. */
const VERSION = /^v?(0\.[1-9]\d*|1\.0|1)([.-].*)?$/;

/** A model as far as it could be read, with every fault of the file, by line. */
export interface ModelAsRead {
  readonly model: SemanticModel | undefined;
  readonly faults: readonly ModelFault[];
}

/** Reads a file of whatever form `parse` does, as far as it goes. */
export function readModelWith(parse: ParseText, text: string, options: LoadOptions): ModelAsRead {
  const faults = new FaultLog(options.file);
  const root = parse(text, faults);
  const model = root && readFile(root, options, faults);
  return { model, faults: faults.all };
}

/**
 * As `loadModel`, of whatever form of a file `parse` reads.
 * @throws SophiaError model.invalid with every fault of the file, by line
 */
export function loadModelWith(parse: ParseText, text: string, options: LoadOptions): SemanticModel {
  const { model, faults } = readModelWith(parse, text, options);
  if (faults.length > 0) throw new SophiaError('model.invalid', [], { faults });
  if (!model) throw new Error('A file without a fault gave no model.');
  return model;
}

function readFile(root: Entry, options: LoadOptions, faults: FaultLog): SemanticModel | undefined {
  if (!root.isMap) return wrongShape(root, 'a map with semantic_model, or with name and datasets', faults);
  const version = readVersion(root, faults);
  const isShort = root.get('semantic_model') === undefined;
  const maps = isShort ? [root] : chooseModels(root, options.model, faults);
  const models = maps.map(map => readModel(map, version, isShort, faults));
  if (models.length === 0) {
    if (faults.isEmpty) faults.add(root, 'model.missing', { what: 'The file', key: 'semantic_model with a model' });
    return undefined;
  }
  const model = mergeModels(models);
  checkUniqueNames(model, faults);
  checkAggregation(model.metrics, faults);
  checkExtensionFields(model, faults);
  return withHistories(model);
}

function readVersion(root: Entry, faults: FaultLog): string {
  const version = readText(root, 'version', faults);
  if (version && !VERSION.test(version)) faults.add(root.get('version') ?? root, 'model.version_unknown', { version });
  return version || 'unknown';
}

function chooseModels(root: Entry, name: string | undefined, faults: FaultLog): readonly Entry[] {
  const all = readMaps(root, 'semantic_model', faults);
  if (name === undefined) return all;
  const chosen = all.filter(map => present(map, 'name')?.text === name);
  if (chosen.length === 0) {
    const known = all.map(map => present(map, 'name')?.text ?? 'unnamed').join(', ');
    faults.add(root, 'model.unknown_model', { name, known });
  }
  return chosen;
}

function readModel(map: Entry, version: string, isShort: boolean, faults: FaultLog): SemanticModel {
  const described: Described = readDescribed(map, 'model', faults);
  const datasetMaps = readMaps(map, 'datasets', faults);
  if (readItems(map, 'datasets').length === 0) faults.add(map, 'model.missing', { what: 'The model', key: 'datasets' });
  const own: DatasetMetric[] = [];
  const datasets: Dataset[] = [];
  for (const item of datasetMaps) {
    const dataset = readDataset(item, faults);
    datasets.push(dataset);
    own.push(...readDatasetMetrics(item, dataset, isShort, faults));
  }
  checkNaturalGrain(map, datasets, faults);
  const relationships = readMaps(map, 'relationships', faults).map(item => readRelationship(item, datasets, faults));
  const metrics = readMaps(map, 'metrics', faults).map(item => readMetric(item, faults));
  return Object.freeze<SemanticModel>({
    ...described,
    version,
    datasets,
    relationships,
    metrics: own.length > 0 ? liftDatasetMetrics(own, metrics, datasets) : metrics,
  });
}

function readDatasetMetrics(
  map: Entry,
  dataset: Dataset,
  isShort: boolean,
  faults: FaultLog,
): readonly DatasetMetric[] {
  const entry = map.get('metrics');
  if (!entry) return [];
  if (isShort) {
    const mend = 'move them to the metrics of the model, with fields as dataset.field';
    faults.add(entry, 'E_DEFERRED_KEY_REJECTED', { key: `metrics of the dataset ${dataset.name}`, mend });
    return [];
  }
  return readMaps(map, 'metrics', faults).map(item => ({ dataset, metric: readMetric(item, faults) }));
}

/** Several models of a file as one: what each says is kept, what they are called is joined. */
function mergeModels(models: readonly SemanticModel[]): SemanticModel {
  const [first, ...others] = models;
  if (!first) throw new RangeError('No model to merge.');
  if (others.length === 0) return first;
  const joined = (texts: readonly (string | undefined)[]) => texts.filter(Boolean).join('\n') || undefined;
  return Object.freeze<SemanticModel>({
    ...first,
    name: models.map(model => model.name).join(' and '),
    description: joined(models.map(model => model.description)),
    aiContext: mergeAiContexts(models.map(model => model.aiContext)),
    extension: Object.assign({}, ...models.map(model => model.extension).toReversed()),
    datasets: models.flatMap(model => model.datasets),
    relationships: models.flatMap(model => model.relationships),
    metrics: models.flatMap(model => model.metrics),
  });
}

const mergeAiContexts = (contexts: readonly AiContext[]): AiContext => ({
  instructions: contexts.flatMap(context => context.instructions ?? []).join('\n') || undefined,
  synonyms: contexts.flatMap(context => context.synonyms),
  examples: contexts.flatMap(context => context.examples),
});
