import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { DuckDBEngine } from '../adapters/duckdb.ts';
import { isSophiaError, SophiaError } from '../core/errors.ts';
import type { Persona } from '../core/identity/persona.ts';
import { readPersonas as personasOf } from '../core/identity/read-personas.ts';
import type { QueryEngine } from '../core/ports/query-engine.ts';
import { withoutFailures } from '../core/semantic/left-out.ts';
import { draftModelText } from '../core/semantic/model/draft.ts';
import { formatFault } from '../core/semantic/model/format-fault.ts';
import { parseYaml } from '../core/semantic/model/yaml.ts';
import { Models } from '../core/semantic/models.ts';
import { readModel } from '../core/semantic/read-models.ts';
import type { ResolvedModel } from '../core/semantic/resolve/model.ts';
import { type RowFault, tryRows } from '../core/semantic/row-trial.ts';
import { missingSources } from '../core/semantic/sources.ts';
import { type RunQuery, tryMetrics, tryModel } from '../core/semantic/trial.ts';
import { emitStatement } from '../core/sql/emit.ts';

/** What stands for the file of a model that has none. */
export const draftFile = 'draft of the data';

/** A model that does not fit its data. */
export class ModelMismatch extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The model does not fit the data: ${faults.join(' ')}`);
    this.name = 'ModelMismatch';
    this.faults = faults;
  }
}

/**
 * The models of the files, checked against the data; a draft of the data without any.
 *
 * @throws model.invalid, ModelMismatch
 */
export async function openModels(engine: DuckDBEngine, files: readonly string[]): Promise<Models> {
  if (files.length === 0) {
    return new Models([await checked(engine, await draftModelText(engine), draftFile)]);
  }
  const models: ResolvedModel[] = [];
  for (const file of files) {
    const model = await checked(engine, await readFile(file, 'utf8'), file);
    const { name } = model.model;
    if (models.some(other => other.model.name === name)) {
      throw new ModelMismatch([`${file}: another model is called ${name} too. Give them different names.`]);
    }
    models.push(model);
  }
  return new Models(models);
}

async function checked(engine: DuckDBEngine, text: string, file: string): Promise<ResolvedModel> {
  const model = readModel({ file, text }, parseYaml);
  const faults = missingSources(model, await engine.tables(), file);
  if (faults.length === 0) return computable(engine, model, file);
  const unreadable = await engine.faults();
  throw new ModelMismatch([...faults, ...unreadable.map(({ name, reason, mend }) => `${name}: ${reason} ${mend}`)]);
}

/** A trial reads no rows: one that takes so long tells nothing. */
const trialMilliseconds = 2_000;

/** The model without what the engine can't compute, which is among its faults then. @throws ModelMismatch where nothing is left */
async function computable(engine: DuckDBEngine, model: ResolvedModel, file: string): Promise<ResolvedModel> {
  const run = runTrial(engine, trialMilliseconds);
  const failures = await tryModel(model, run);
  const rest = withoutFailures(model, failures, file);
  if (failures.length > 0 && rest.model.datasets.every(({ fields }) => fields.length === 0)) {
    throw new ModelMismatch(rest.faults.map(formatFault));
  }
  const ofMetrics = await tryMetrics(rest, run);
  return ofMetrics.length === 0 ? rest : withoutFailures(model, [...failures, ...ofMetrics], file);
}

/** A trial of rows reads all of them; beyond this nothing is told of a part. */
const rowTrialMilliseconds = 10_000;

/** What of a model fails at some row of the data. To be looked for behind what people ask. */
export const rowFaultsOf = (engine: QueryEngine, model: ResolvedModel, file: string): Promise<readonly RowFault[]> =>
  tryRows(model, file, runTrial(engine, rowTrialMilliseconds));

const runTrial =
  (engine: QueryEngine, timeoutMilliseconds: number): RunQuery =>
  query =>
    engine.run(emitStatement(query, engine.dialect), { maxRows: 1, timeoutMilliseconds });

/**
 * The personas of the files; a model that none of them asks has the analyst, who may see all of it.
 *
 * @throws personas.invalid
 */
export async function readPersonas(files: readonly string[], models: Models): Promise<readonly Persona[]> {
  const texts = await Promise.all(files.map(async file => ({ file, text: await readFile(file, 'utf8') })));
  try {
    return personasOf(texts, models, parseYaml);
  } catch (error) {
    const leftOut = models.all.flatMap(model => model.faults);
    if (!isInvalid(error) || leftOut.length === 0) throw error;
    // A condition on rows that can't be computed is none that could be left out: why it can't be is told with it.
    const { file, faults } = error.details;
    throw new SophiaError('personas.invalid', [], { file, faults: [...faults, ...leftOut.map(formatFault)] });
  }
}

const isInvalid = (error: unknown): error is SophiaError<'personas.invalid'> =>
  isSophiaError(error) && error.code === 'personas.invalid';

/**
 * The files of a path: itself, or of a folder the YAML and JSON files that have the member, by name. What can't be read
 * there is among them, so that its fault is told.
 *
 * @throws ModelMismatch for a folder without any
 */
export async function filesWith(member: 'semantic_model' | 'personas', path: string): Promise<readonly string[]> {
  const isFolder = await stat(path).then(
    found => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const names = (await readdir(path)).filter(name => /\.(ya?ml|json)$/i.test(name)).toSorted();
  const found = await Promise.all(names.map(async name => ((await has(member, join(path, name))) ? [name] : [])));
  const files = found.flat().map(name => join(path, name));
  if (files.length === 0) throw new ModelMismatch([`${path}: no file of the folder has ${member}.`]);
  return files;
}

async function has(member: string, file: string): Promise<boolean> {
  try {
    const root: unknown = parse(await readFile(file, 'utf8'));
    return typeof root === 'object' && root !== null && member in root;
  } catch {
    return true;
  }
}
