import { readFileSync } from 'node:fs';
import type { Fault } from '../components/internal/arguments.ts';
import { SophiaError } from '../core/errors.ts';
import { loadPersonas } from '../core/identity/load-personas.ts';
import { analyst, type Persona } from '../core/identity/persona.ts';
import { athenaPrices } from '../core/ledger/prices.ts';
import { loadModel } from '../core/semantic/model/load.ts';
import type { SemanticModel } from '../core/semantic/model/types.ts';
import { resolveModel } from '../core/semantic/resolve/model.ts';

export interface ModelFiles {
  readonly model: SemanticModel;
  readonly personas: readonly Persona[];
}

export type ModelOutcome = { readonly files: ModelFiles } | { readonly faults: readonly Fault[] };

/** Reads the model and the personas that a stack is made for, or says all that is wrong with them. */
export function readModel(modelFile: string, personasFile: string | undefined): ModelOutcome {
  const model = attempt('model_file', () => {
    const loaded = loadModel(readFileSync(modelFile, 'utf8'), { file: modelFile });
    resolveModel(loaded);
    return loaded;
  });
  if ('fault' in model) return { faults: [model.fault] };
  const personas = attempt('personas_file', () =>
    personasFile === undefined
      ? [analyst]
      : loadPersonas(readFileSync(personasFile, 'utf8'), { file: personasFile, model: model.value }),
  );
  if ('fault' in personas) return { faults: [personas.fault] };
  return { files: { model: model.value, personas: personas.value } };
}

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
