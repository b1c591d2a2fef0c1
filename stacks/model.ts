import { existsSync, readFileSync } from 'node:fs';
import type { Fault } from '../components/internal/arguments.ts';
import { SophiaError } from '../core/errors.ts';
import type { Persona } from '../core/identity/persona.ts';
import { readPersonas } from '../core/identity/read-personas.ts';
import { athenaPrices } from '../core/ledger/prices.ts';
import type { SemanticModel } from '../core/semantic/model/types.ts';
import { parseYaml } from '../core/semantic/model/yaml.ts';
import { type NamedText, readModels } from '../core/semantic/read-models.ts';
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
export const folderOf = ({ dashboards_folder: folder }: Settings): string | undefined =>
  folder === 'none' ? undefined : folder;

/** Reads the models and the personas that a stack is made for, or says all that is wrong with them. */
export function readFiles(settings: Settings): ModelOutcome {
  const { model_file, personas_file } = settings;
  const folder = folderOf(settings);
  const missing = folder === undefined || existsSync(folder) ? [] : [folderFault];
  const models = attempt('model_file', () => readModels(textsOf(model_file), parseYaml));
  if ('fault' in models) return { faults: [models.fault, ...missing] };
  const personas = attempt('personas_file', () => readPersonas(textsOf(personas_file), models.value, parseYaml));
  if ('fault' in personas) return { faults: [personas.fault, ...missing] };
  if (missing.length > 0) return { faults: missing };
  return { files: { models: models.value.all.map(({ model }) => model), personas: personas.value } };
}

const folderFault: Fault = {
  path: 'dashboards_folder',
  reason: 'there is no such folder',
  mend: 'Name a folder of dashboards, or none.',
};

const textsOf = (setting: string | undefined): NamedText[] =>
  listed(setting).map(file => ({ file, text: readFileSync(file, 'utf8') }));

function attempt<T>(path: string, read: () => T): { readonly value: T } | { readonly fault: Fault } {
  try {
    return { value: read() };
  } catch (cause) {
    if (!(cause instanceof SophiaError) && !isFileFault(cause)) throw cause;
    const text = cause instanceof SophiaError ? cause.message : `the file can't be read (${cause.code})`;
    // A file's own faults are told below it, each with its place.
    const [reason = '', ...places] = text.split('\n');
    const mend = ['Mend the file, or name another one.', ...places].join('\n    ');
    return { fault: { path, reason: reason.replace(/[.:]$/, ''), mend } };
  }
}

const isFileFault = (cause: unknown): cause is NodeJS.ErrnoException => cause instanceof Error && 'code' in cause;

/** Athena takes no smaller limit. */
const leastBytes = 10 * 1024 ** 2;

/** Bytes that one query of a persona may scan: what its budget of a query pays for. */
export function scanLimit({ budget }: Persona): number {
  const bytes = Math.floor((budget.perQuery / athenaPrices.scanPerTebibyte) * 1024 ** 4);
  return Math.max(bytes, leastBytes);
}
