import type { ModelFault } from './types.ts';

/** A fault in one line: `file:line code at path: message mend`. */
export function formatFault({ file, line, path, code, message, mend }: ModelFault): string {
  const at = path.length > 0 ? ` at ${formatPath(path)}` : '';
  return `${file}:${line} ${code}${at}: ${message} ${mend}`;
}

/** A path of keys and indexes as people write it: `datasets[0].fields[2].name`. */
export const formatPath = (path: readonly (string | number)[]): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index > 0 ? `.${step}` : step)).join('');
