import type * as v from 'valibot';
import { mendUnknown } from '../plan/names.ts';
import type { DashboardFault } from './errors.ts';

export const fault = (path: DashboardFault['path'], message: string, mend: string): DashboardFault => ({
  path,
  message,
  mend,
});

const mostDeep = 64;

/** Whether it is nested deeper than any document of ours; counted without recursion, since hostile input can be. */
export function isTooDeep(input: unknown): boolean {
  let depth = 0;
  for (let level = [input]; level.length > 0; depth += 1) {
    if (depth > mostDeep) return true;
    level = level.flatMap(value => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
}

/** What a schema found, in our words. */
export function issueFault(issue: v.BaseIssue<unknown>): DashboardFault {
  const path = issue.path?.map(({ key }) => (typeof key === 'number' ? key : String(key))) ?? [];
  const key = String(path.at(-1) ?? 'it');
  if (issue.expected === 'never') return fault(path, `Nothing is called ${key} here.`, 'Leave it out.');
  if (issue.input === undefined) return fault(path, `${key} is missing.`, 'Give it.');
  const known = [...(issue.expected ?? '').matchAll(/"([^"]+)"/g)].map(match => match[1]!);
  const found = (issue.received ?? '').slice(0, 80);
  if (known.length > 0) {
    return fault(path, `${found} is none of what is known here.`, mendUnknown(String(issue.input), known));
  }
  const own = /^Invalid /.test(issue.message) ? undefined : issue.message;
  return fault(path, `${found} does not fit.`, `Give ${own ?? issue.expected ?? 'another'}.`);
}
