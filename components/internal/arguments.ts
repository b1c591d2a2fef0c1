import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { nameFaults } from './names.ts';

/** One thing that is wrong with the arguments of a component or the settings of a stack. */
export interface Fault {
  /** The argument, such as `memoryMegabytes` or `cache.nodes[0]`. */
  readonly path: string;
  readonly reason: string;
  /** What to do about it. */
  readonly mend: string;
}

/**
 * Refuses wrong arguments before anything is registered.
 * @throws RunError that lists every fault with its path and mend; Pulumi shows it without a stack trace
 */
export function checkArguments(type: string, name: string, found: readonly Fault[]): void {
  const faults = [...nameFaults(type, name), ...found];
  if (faults.length === 0) return;
  const lines = faults.map(({ path, reason, mend }) => `  ${path}: ${reason}. ${mend}`);
  throw new pulumi.RunError([`${type} ${name} can't be made as it is asked for:`, ...lines].join('\n'));
}

type Schema = v.GenericSchema<unknown, unknown>;

/** What a schema finds wrong with plain values; the issue's message is `reason | mend`, or the reason alone. */
export function faultsOf(schema: Schema, values: unknown): Fault[] {
  const { issues = [] } = v.safeParse(schema, values);
  return issues.map(issue => {
    const [reason, mend = 'See the description of the argument.'] = wordsOf(issue).split(' | ');
    return { path: v.getDotPath(issue) ?? '', reason: reason!, mend };
  });
}

const missing = 'it is missing | Give it.';

/** A key that is not there is told by the schema above it, in words of its own. */
const wordsOf = ({ type, received, message }: v.BaseIssue<unknown>): string =>
  type === 'object' && received === 'undefined' ? missing : message;

/** A value of AWS's or of another component that must be given; which one it is, nobody may know yet. */
export const required = v.custom<unknown>(value => value !== undefined && value !== null, missing);

/** Without what is undefined, which would hide defaults. Nothing at all, as a program in JavaScript may give, is empty. */
export function defined<T extends object>(args: T): T {
  return Object.fromEntries(Object.entries(args ?? {}).filter(([, value]) => value !== undefined)) as T;
}
