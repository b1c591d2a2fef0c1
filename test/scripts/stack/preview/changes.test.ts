import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changesBetween, differences, keepsData } from '../../../../scripts/stack/preview/changes.ts';
import { resource, saved } from './recordings.ts';

const table = resource('store', { type: 'aws:dynamodb/table:Table', inputs: { billingMode: 'PAY_PER_REQUEST' } });
const queue = resource('queue', { type: 'aws:sqs/queue:Queue' });
const names = (all: readonly { readonly name: string }[]): string[] => all.map(({ name }) => name);

test('what is there before and after alike is no change', () => {
  const changes = changesBetween(saved([table, queue]), saved([queue, table]));
  expect(changes).toEqual({ added: [], removed: [], changed: [], unchanged: 2, outputs: [] });
});

test('what came, what went, and what is other', () => {
  const other = { ...table, inputs: { billingMode: 'PROVISIONED' } };
  const role = resource('role', { type: 'aws:iam/role:Role' });
  const changes = changesBetween(saved([table, queue]), saved([other, role]));
  expect(names(changes.added)).toEqual(['role']);
  expect(names(changes.removed)).toEqual(['queue']);
  expect(changes.changed).toMatchObject([
    {
      resource: { name: 'store' },
      differences: [{ path: 'billingMode', before: 'PAY_PER_REQUEST', after: 'PROVISIONED' }],
    },
  ]);
});

test('a lock that is taken off is a change', () => {
  const { changed } = changesBetween(saved([{ ...table, protect: true }]), saved([table]));
  expect(changed[0]?.differences).toEqual([{ path: '(protect)', before: true, after: false }]);
});

test('a resource that was renamed with an alias is the same one', () => {
  const renamed = resource('sessions', { type: table.type, inputs: table.inputs, aliases: ['store'] });
  const byUrn = { ...renamed, aliases: [table.urn] };
  for (const after of [renamed, byUrn]) {
    const changes = changesBetween(saved([table]), saved([after]));
    expect([changes.added, changes.removed]).toEqual([[], []]);
    expect(changes.changed).toMatchObject([{ renamedFrom: 'store', differences: [] }]);
  }
  const stranger = resource('sessions', { type: 'aws:sqs/queue:Queue', aliases: ['store'] });
  expect(changesBetween(saved([table]), saved([stranger])).removed).toHaveLength(1);
});

test('policies that are JSON are looked into', () => {
  const policy = (action: string) => JSON.stringify({ Statement: [{ Effect: 'Allow', Action: [action] }] });
  expect(differences({ policy: policy('a:b') }, { policy: policy('a:c') })).toEqual([
    { path: 'policy.Statement[0].Action[0]', before: 'a:b', after: 'a:c' },
  ]);
});

test('values are equal exactly where there is no difference, and each difference is at its path', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const value = (json: unknown) => JSON.parse(JSON.stringify(json));
      expect(differences(value(one), value(one))).toEqual([]);
      const found = differences({ in: value(one) }, { in: value(other) });
      for (const { path, before, after } of found) {
        expect(path).toMatch(/^in/);
        expect(before).not.toEqual(after);
      }
    }),
  );
});

test('types whose deletion loses data are known', () => {
  expect(keepsData(table)).toBe(true);
  expect(keepsData(queue)).toBe(false);
});

test('outputs are compared too: other services read them', () => {
  const changes = changesBetween(saved([], { api_url: 'a' }), saved([], { api_url: 'b', new: 1 }));
  expect(changes.outputs.map(({ path }) => path)).toEqual(['api_url', 'new']);
});
