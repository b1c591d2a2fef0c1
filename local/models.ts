import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { DuckDBEngine } from '../adapters/duckdb.ts';
import { SophiaError } from '../core/errors.ts';
import { loadPersonas } from '../core/identity/load-personas.ts';
import { analyst, type Persona } from '../core/identity/persona.ts';
import { humanName } from '../core/plan/names.ts';
import { draftModelText } from '../core/semantic/model/draft.ts';
import { loadModel } from '../core/semantic/model/load.ts';
import { Models } from '../core/semantic/models.ts';
import { type ResolvedModel, resolveModel } from '../core/semantic/resolve/model.ts';
import { embedSources, missingSources } from '../core/semantic/sources.ts';

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
    return new Models([await checked(engine, await draftModelText(engine), 'draft of the data')]);
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
  const model = resolveModel(embedSources(loadModel(text, { file })), { file });
  const faults = missingSources(model, await engine.tables(), file);
  if (faults.length === 0) return model;
  const unreadable = await engine.faults();
  throw new ModelMismatch([...faults, ...unreadable.map(({ name, reason, mend }) => `${name}: ${reason} ${mend}`)]);
}

/**
 * The personas of the files; a model that none of them asks has the analyst, who may see all of it.
 *
 * @throws personas.invalid
 */
export async function readPersonas(files: readonly string[], models: Models): Promise<readonly Persona[]> {
  const known = models.all.map(({ model }) => model);
  const personas: Persona[] = [];
  for (const file of files) {
    const read = loadPersonas(await readFile(file, 'utf8'), { file, model: models.first.model, models: known });
    const taken = read.find(({ name, title }) => personas.some(other => other.name === name || other.title === title));
    if (taken) {
      const fault = `${file}: another file has a persona ${taken.name} (${taken.title}) too. Give it another name and title.`;
      throw new SophiaError('personas.invalid', [], { file, faults: [fault] });
    }
    personas.push(...read);
  }
  const unasked = models.all.filter(model => !personas.some(persona => models.of(persona) === model));
  const all = [...personas, ...unasked.map(model => analystOf(model, models))];
  // Where there are several, everybody is told which one a persona asks.
  return models.all.length === 1 ? all : all.map(one => ({ ...one, model: models.of(one).model.name }));
}

function analystOf({ model }: ResolvedModel, { first }: Models): Persona {
  if (model === first.model) return analyst;
  const { name } = model;
  return { ...analyst, name: `analyst_${name}`, title: `Analyst of ${humanName(name)}`, model: name };
}

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
