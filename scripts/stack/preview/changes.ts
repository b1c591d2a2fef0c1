import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../members.ts';
import { type RecordedResource, stackType } from '../recorded.ts';
import { paired } from './lists.ts';
import type { Saved } from './saved.ts';

/** A value that differs, at a path such as `policy.Statement[0].Action`. */
export interface Difference {
  readonly path: string;
  /** Undefined where it wasn't there. */
  readonly before: unknown;
  /** Undefined where it is no more. */
  readonly after: unknown;
}

export interface Changed {
  readonly resource: RecordedResource;
  /** Its name before, where it was another. */
  readonly renamedFrom?: string | undefined;
  readonly differences: readonly Difference[];
}

/** What a deployment would add, take away and change. */
export interface Changes {
  readonly added: readonly RecordedResource[];
  readonly removed: readonly RecordedResource[];
  readonly changed: readonly Changed[];
  readonly unchanged: number;
  readonly outputs: readonly Difference[];
}

/**
 * Compares two recordings of a stack. Resources are the same by URN, or where the later one has the earlier one's URN
 * or name as an alias.
 */
export function changesBetween(before: Saved, after: Saved): Changes {
  const left = new Map(before.resources.map(one => [one.urn, one]));
  const matched = after.resources
    .filter(({ type }) => type !== stackType)
    .map(resource => {
      const former = formerOf(resource, left);
      if (former) left.delete(former.urn);
      return { resource, former };
    });
  const kept = matched.flatMap(({ resource, former }) => (former ? [changed(former, resource)] : []));
  const differing = kept.filter(one => one.differences.length > 0 || one.renamedFrom);
  return {
    added: matched.filter(({ former }) => !former).map(({ resource }) => resource),
    removed: [...left.values()].filter(({ type }) => type !== stackType),
    changed: differing,
    unchanged: kept.length - differing.length,
    outputs: differences(before.outputs, after.outputs),
  };
}

function formerOf(resource: RecordedResource, left: ReadonlyMap<string, RecordedResource>) {
  const same = left.get(resource.urn);
  if (same) return same;
  return [...left.values()].find(
    ({ urn, type, name }) =>
      resource.aliases.includes(urn) || (type === resource.type && resource.aliases.includes(name)),
  );
}

const changed = (former: RecordedResource, resource: RecordedResource): Changed => ({
  resource,
  renamedFrom: former.urn === resource.urn ? undefined : former.name,
  differences: [
    ...differences(former.inputs, resource.inputs),
    ...differences({ '(protect)': former.protect }, { '(protect)': resource.protect }),
  ],
});

/** Every value that differs; texts that are JSON, such as policies, are looked into. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  const [one, other] = [opened(before), opened(after)];
  if (isDeepStrictEqual(one, other)) return [];
  if (Array.isArray(one) && Array.isArray(other)) {
    return paired(one, other).flatMap(({ before: at, after: to }) =>
      differences(
        at === undefined ? undefined : one[at],
        to === undefined ? undefined : other[to],
        `${path}[${to ?? at}]`,
      ),
    );
  }
  if (isRecord(one) && isRecord(other)) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return names.flatMap(name => differences(one[name], other[name], path === '' ? name : `${path}.${name}`));
  }
  return [{ path, before, after }];
}

function opened(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Types whose deletion loses what can't be made again. */
const keepers = new Set([
  'aws:cognito/userPool:UserPool',
  'aws:dynamodb/table:Table',
  'aws:kms/key:Key',
  'aws:s3/bucket:Bucket',
  'aws:s3/bucketV2:BucketV2',
]);

export const keepsData = ({ type }: RecordedResource): boolean => keepers.has(type);
