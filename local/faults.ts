import { pathText } from '../core/dashboards/errors.ts';
import { isSophiaError, type SophiaError } from '../core/errors.ts';
import { formatFault } from '../core/semantic/model/format-fault.ts';
import { ModelMismatch } from './platform.ts';
import { ListenError } from './server.ts';

/** What kept the platform from starting, a fault a line; a fault of our own with its stack. */
export function faultLines(error: unknown): string[] {
  if (error instanceof ModelMismatch) return ['The model does not fit the data:', ...error.faults.map(indented)];
  if (error instanceof ListenError) return [error.message];
  if (isSophiaError(error)) return sophiaLines(error);
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'ENOENT' && path !== undefined) return [`There is no file ${path}. Name one that is there.`];
  if (error instanceof Error && code !== undefined && /^E[A-Z]+$/.test(code)) return [error.message];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

const indented = (line: string) => `  ${line}`;

function sophiaLines(error: SophiaError): string[] {
  if (error.code === 'model.invalid') {
    const { faults } = (error as SophiaError<'model.invalid'>).details;
    return [
      `The model has ${faults.length} fault${faults.length === 1 ? '' : 's'}:`,
      ...faults.map(formatFault).map(indented),
    ];
  }
  if (error.code === 'dashboard.invalid') {
    const { faults } = (error as SophiaError<'dashboard.invalid'>).details;
    return faults.map(each => indented(`${pathText(each.path)}: ${each.message} ${each.mend}`));
  }
  if (error.code === 'personas.invalid' || error.code === 'users.invalid') {
    const { file, faults } = (error as SophiaError<'personas.invalid'>).details;
    return [`${file} is not valid:`, ...faults.map(indented)];
  }
  return [error.message];
}
