import type { Saved } from '../../../../scripts/stack/preview/saved.ts';
import { type RecordedResource, stackType } from '../../../../scripts/stack/recorded.ts';

const urnOf = (type: string, name: string): string => `urn:pulumi:trial::test::${type}::${name}`;
const root = urnOf(stackType, 'test-trial');

/** A resource right under the stack. */
export const resource = (
  name: string,
  given: Partial<RecordedResource> & { readonly type: string },
): RecordedResource => ({
  urn: urnOf(given.type, name),
  name,
  parent: root,
  custom: true,
  remote: false,
  inputs: {},
  protect: false,
  retainOnDelete: false,
  provider: '',
  dependencies: [],
  propertyDependencies: {},
  ignoreChanges: [],
  aliases: [],
  ...given,
});

/** A recording of these resources and the stack above them. */
export const saved = (resources: readonly RecordedResource[], outputs: Record<string, unknown> = {}): Saved => ({
  project: 'test',
  stack: 'trial',
  resources: [resource('test-trial', { type: stackType, urn: root, parent: '', custom: false }), ...resources],
  outputs,
});
