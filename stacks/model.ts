import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Fault } from '../components/internal/arguments.ts';
import { lakehouseFaults } from '../components/lakehouse.ts';
import { SophiaError } from '../core/errors.ts';
import type { Persona } from '../core/identity/persona.ts';
import { readPersonas } from '../core/identity/read-personas.ts';
import { athenaPrices } from '../core/ledger/prices.ts';
import type { SemanticModel } from '../core/semantic/model/types.ts';
import { parseYaml } from '../core/semantic/model/yaml.ts';
import { type NamedText, readModels } from '../core/semantic/read-models.ts';
import { lakeTables } from './lake-tables.ts';
import type { Settings } from './settings/schema.ts';

export interface ModelFiles {
  readonly models: readonly SemanticModel[];
  readonly personas: readonly Persona[];
}

export type ModelOutcome = { readonly files: ModelFiles } | { readonly faults: readonly Fault[] };

/** The files that a setting names, with commas between. */
export const listed = (setting: string | undefined): string[] =>
  (setting ?? '')
    .split(',')
    .map(file => file.trim())
    .filter(Boolean);

/** The folder of the built-in dashboards, if any. */
export const folderOf = ({ dashboards_folder: folder }: FileSettings): string | undefined =>
  folder === 'none' ? undefined : folder;

/** Settings that name files. */
export type FileSettings = Partial<Pick<Settings, 'model_file' | 'personas_file' | 'dashboards_folder'>>;

/** Reads the models and the personas that a stack is made for, or says all that is wrong with them. */
export function readFiles(settings: FileSettings): ModelOutcome {
  const { model_file, personas_file } = settings;
  const folders = folderFaults(settings);
  if (listed(model_file).length === 0) return { faults: [noModel, ...folders] };
  const unreadable = [...fileFaults('model_file', model_file), ...fileFaults('personas_file', personas_file)];
  if (unreadable.length > 0) return { faults: [...unreadable, ...folders] };
  const models = attempt('model_file', () => readModels(textsOf(model_file), parseYaml));
  if ('fault' in models) return { faults: [models.fault, ...folders] };
  const personas = attempt('personas_file', () => readPersonas(textsOf(personas_file), models.value, parseYaml));
  const outside = outsideFaults('model_file', listed(model_file));
  if ('fault' in personas) return { faults: [...outside, personas.fault, ...folders] };
  const files = { models: models.value.all.map(({ model }) => model), personas: personas.value };
  const faults = [
    ...outside,
    ...outsideFaults('personas_file', listed(personas_file)),
    ...folders,
    ...lakeFaults(files),
  ];
  return faults.length === 0 ? { files } : { faults };
}

const noModel: Fault = {
  path: 'model_file',
  reason: 'it names no file',
  mend: 'Name the file of the semantic model.',
};

function folderFaults(settings: FileSettings): Fault[] {
  const folder = folderOf(settings);
  if (folder === undefined) return [];
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return outsideFaults('dashboards_folder', [folder]);
  const mend = 'Name a folder of dashboards, or none.';
  return [{ path: 'dashboards_folder', reason: 'there is no such folder', mend }];
}

/** The image of the server has the folder `models`, and archives have names relative to the program. */
const outsideFaults = (setting: string, files: readonly string[]): Fault[] =>
  files
    .filter(file => !/^models(\/|$)/.test(path.posix.normalize(file)))
    .map(file => ({
      path: setting,
      reason: `${file} is not in the folder models, which is all that servers get`,
      mend: 'Move it there.',
    }));

/** Names that models and personas may have, but Glue and Athena don't take. */
function lakeFaults({ models, personas }: ModelFiles): Fault[] {
  const tables = lakeTables(models);
  const limits = Object.fromEntries(personas.map(persona => [persona.name, scanLimit(persona)]));
  return lakehouseFaults({ tables, personas: limits }).map(({ path: where, reason, mend }) => {
    const [kind, first, , second] = where.split(/[.[\]]+/);
    if (kind === 'personas') {
      return { path: 'personas_file', reason: `the persona ${where.slice('personas.'.length)}: ${reason}`, mend };
    }
    const table = tables[Number(first)];
    const column = second === undefined ? undefined : table?.columns[Number(second)];
    const what = `the table ${table?.name}${column ? `, column ${column.name}` : ''}`;
    return { path: 'model_file', reason: `${what}: ${reason}`, mend };
  });
}

/** Files that can't be read, each by its name. */
const fileFaults = (setting: string, files: string | undefined): Fault[] =>
  listed(files).flatMap(file => {
    try {
      readFileSync(file);
      return [];
    } catch (cause) {
      const reason = `${file} can't be read (${(cause as NodeJS.ErrnoException).code})`;
      return [{ path: setting, reason, mend: 'Name a file that is there.' }];
    }
  });

const textsOf = (setting: string | undefined): NamedText[] =>
  listed(setting).map(file => ({ file, text: readFileSync(file, 'utf8') }));

function attempt<T>(setting: string, read: () => T): { readonly value: T } | { readonly fault: Fault } {
  try {
    return { value: read() };
  } catch (cause) {
    if (!(cause instanceof SophiaError)) throw cause;
    // A file's own faults are told below it, each with its place.
    const [reason = '', ...places] = cause.message.split('\n');
    const mend = ['Mend the file, or name another one.', ...places].join('\n    ');
    return { fault: { path: setting, reason: reason.replace(/[.:]$/, ''), mend } };
  }
}

/** Athena takes no smaller limit. */
const leastBytes = 10 * 1024 ** 2;

/** Bytes that one query of a persona may scan: what its budget of a query pays for. */
export function scanLimit({ budget }: Persona): number {
  const bytes = Math.floor((budget.perQuery / athenaPrices.scanPerTebibyte) * 1024 ** 4);
  return Math.min(Math.max(bytes, leastBytes), Number.MAX_SAFE_INTEGER);
}
