import * as pulumi from '@pulumi/pulumi';
import { isMembers, type PricedResource } from './charge.ts';

/** Stands for a value that is known only once it is deployed, or not without waiting. */
const notYet = undefined;

/**
 * Notes every resource that the program registers from here on, as far as its price depends on it. Called once, before
 * the first resource.
 * @returns what was noted so far
 */
export function noteResources(): () => PricedResource[] {
  const outermost = new Map<pulumi.Resource, string>();
  const noted: PricedResource[] = [];
  pulumi.runtime.registerStackTransformation(({ resource, type, name, props, opts }) => {
    const component = (opts.parent && outermost.get(opts.parent)) ?? name;
    outermost.set(resource, component);
    // Our own types are components, which hold what costs and cost nothing themselves.
    if (!type.startsWith('sophia:')) noted.push({ type, name, inputs: plainMembers(props), component });
    return undefined;
  });
  return () => noted;
}

const plainMembers = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, plain(value)]));

function plain(value: unknown): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise || pulumi.Resource.isInstance(value)) return notYet;
  if (Array.isArray(value)) return value.map(plain);
  return isMembers(value) ? plainMembers(value) : value;
}
