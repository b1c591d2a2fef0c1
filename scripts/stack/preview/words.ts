import type { Amounts } from '../../../stacks/cost/estimate.ts';
import type { Violation } from '../policies.ts';
import { unknownValue } from '../values.ts';
import type { Changes, Difference } from './changes.ts';

/** Micro-dollars as dollars, with two decimals. */
export const dollars = (microDollars: number): string => {
  const amount = (Math.abs(microDollars) / 1e6).toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return `${microDollars < 0 ? '-' : ''}$${amount}`;
};

/** A difference with its sign; nothing where the cents are the same. */
export function change(before: number, after: number): string {
  const difference = Math.round(after / 10_000) - Math.round(before / 10_000);
  if (difference === 0) return 'as before';
  return difference > 0 ? `+${dollars(difference * 10_000)}` : dollars(difference * 10_000);
}

const longest = 100;

/** A value in one line. */
function shown(value: unknown): string {
  if (value === undefined) return '(none)';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const plain = text.replaceAll(unknownValue, '(known after deployment)').replace(/\s+/g, ' ');
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}

export const differenceText = ({ path, before, after }: Difference): string =>
  `${path}: ${shown(before)} → ${shown(after)}`;

export const nameOf = (urn: string): string => urn.split('::').at(-1) || 'the stack';

export const violationText = ({ policy, level, message, urn }: Violation): string =>
  `${level} ${policy}: ${nameOf(urn)}: ${message}`;

export const countsOf = ({ added, removed, changed, unchanged }: Changes): string =>
  `${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged} as before`;

/** Amounts of a component before and after; where it wasn't there, it cost nothing. */
export const costOf = (name: string, components: readonly (Amounts & { readonly name: string })[]): Amounts =>
  components.find(one => one.name === name) ?? { atRest: 0, withUsage: 0 };

export const onlyPulumiKnows =
  'Whether AWS changes a resource or replaces it, and what differs in the account, only `pulumi preview` knows.';
