import { faultLines as startFaultLines } from '../../local/faults.ts';
import { LineFault } from './batch.ts';
import { UsageError } from './platform.ts';

/** What went wrong, for the terminal: wrong arguments in one line. */
export function faultLines(error: unknown): string[] {
  const code = (error as { code?: unknown } | undefined)?.code;
  const wrongFlag = typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS');
  if (error instanceof Error && (error instanceof UsageError || wrongFlag)) return [`${error.message}. See --help.`];
  if (error instanceof LineFault) return [error.message];
  return startFaultLines(error);
}
