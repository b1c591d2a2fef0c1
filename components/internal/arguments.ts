import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';

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
export function checkArguments(type: string, name: string, faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const lines = faults.map(({ path, reason, mend }) => `  ${path}: ${reason}. ${mend}`);
  throw new pulumi.RunError([`${type} ${name} can't be made as it is asked for:`, ...lines].join('\n'));
}

type Schema = v.GenericSchema<unknown, unknown>;

/** What a schema finds wrong with plain values; the issue's message is `reason | mend`, or the reason alone. */
export function faultsOf(schema: Schema, values: unknown): Fault[] {
  const { issues = [] } = v.safeParse(schema, values);
  return issues.map(issue => {
    const [reason, mend = 'See the description of the argument.'] = issue.message.split(' | ');
    return { path: v.getDotPath(issue) ?? '', reason: reason!, mend };
  });
}

/** Without what is undefined, which would hide defaults. */
export function defined<T extends object>(args: T): T {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as T;
}
