import { type LoadOptions, loadModelWith } from './load-with.ts';
import type { SemanticModel } from './types.ts';
import { parseYaml } from './yaml.ts';

/**
 * Reads a model file of any version of the standard from 0.1 to 1.0, YAML or JSON: a list `semantic_model`, a
 * single `semantic_model`, or one model as the whole file (the short form). Several models in a file make one,
 * with the names of all in one space.
 *
 * Metrics inside a dataset, which released versions of the standard had, become metrics of the model (see
 * `dataset-metrics.ts`). The short form knows only the later rules, by which they are a deferred key: there
 * they are refused.
 *
 * What needs no resolution of names inside expressions is checked here: shapes, syntax, keys, name
 * collisions, the ends of relationships. The rest is `resolveModel`'s.
 * @throws SophiaError model.invalid with every fault of the file, by line
 */
export const loadModel = (text: string, options: LoadOptions): SemanticModel => loadModelWith(parseYaml, text, options);
