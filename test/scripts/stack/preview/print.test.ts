import { expect, test } from '@jest/globals';
import type { Violation } from '../../../../scripts/stack/policies.ts';
import { changesBetween } from '../../../../scripts/stack/preview/changes.ts';
import { previewMarkdown } from '../../../../scripts/stack/preview/markdown.ts';
import { isRefused, type Preview } from '../../../../scripts/stack/preview/report.ts';
import { previewText } from '../../../../scripts/stack/preview/text.ts';
import { treeLines } from '../../../../scripts/stack/preview/tree.ts';
import { change, dollars } from '../../../../scripts/stack/preview/words.ts';
import { pricedResources } from '../../../../scripts/stack/priced.ts';
import type { RecordedResource } from '../../../../scripts/stack/recorded.ts';
import { estimate } from '../../../../stacks/cost/estimate.ts';
import { resource, saved } from './recordings.ts';

const part = resource('part', { type: 'sophia:data:Part', custom: false });
const child = (name: string, type: string, more: Partial<RecordedResource> = {}) =>
  resource(name, { type, parent: part.urn, ...more });
const key = child('part-key', 'aws:kms/key:Key', { protect: true });
const bucket = child('part-data', 'aws:s3/bucket:Bucket');

function shown(
  after: readonly RecordedResource[],
  before?: readonly RecordedResource[],
  violations: Violation[] = [],
): Preview {
  const recording = { ...saved(after), messages: [], terminal: '', exitCode: 0 };
  const cost = estimate(pricedResources(recording));
  const former = before && saved(before);
  return {
    recording,
    errors: [],
    result: {
      policies: { policies: ['one', 'two'], violations },
      cost,
      against: former && { changes: changesBetween(former, recording), cost: estimate(pricedResources(former)) },
    },
  };
}
const violation: Violation = { policy: 'one', level: 'mandatory', message: 'a | b', urn: bucket.urn };

test('a tree has children below their parents, by name, locks and marks', () => {
  expect(treeLines(saved([bucket, part, key]).resources)).toEqual([
    'test-trial  pulumi:pulumi:Stack',
    '└─ part  sophia:data:Part',
    '   ├─ part-data  aws:s3/bucket:Bucket',
    '   └─ part-key  aws:kms/key:Key  protected',
  ]);
  const changes = changesBetween(saved([part, bucket]), saved([part, key]));
  expect(treeLines(saved([part, key]).resources, changes)).toEqual([
    '  test-trial  pulumi:pulumi:Stack',
    '  └─ part  sophia:data:Part',
    '-    ├─ part-data  aws:s3/bucket:Bucket',
    '+    └─ part-key  aws:kms/key:Key  protected',
  ]);
});

test('folded, a tree counts what is below a component, but for what has a mark', () => {
  const other = resource('other', { type: 'sophia:data:Part', custom: false });
  const below = resource('other-key', { type: 'aws:kms/key:Key', parent: other.urn });
  expect(treeLines(saved([part, key, bucket, other, below]).resources, undefined, { folded: true })).toEqual([
    'test-trial  pulumi:pulumi:Stack',
    '├─ other  sophia:data:Part',
    '│  └─ … 1 more',
    '└─ part  sophia:data:Part',
    '   └─ … 2 more',
  ]);
  const changes = changesBetween(saved([part, bucket, other, below]), saved([part, bucket, key, other, below]));
  expect(treeLines(saved([part, bucket, key, other, below]).resources, changes, { folded: true })).toEqual([
    '  test-trial  pulumi:pulumi:Stack',
    '  ├─ other  sophia:data:Part',
    '  │  └─ … 1 more',
    '  └─ part  sophia:data:Part',
    '+    ├─ part-key  aws:kms/key:Key  protected',
    '     └─ … 1 more',
  ]);
});

test('the text says what the policies say, what it costs, and what changed', () => {
  const lines = previewText(shown([part, key], [part, bucket], [violation])).split('\n');
  expect(lines.find(line => line.includes('mandatory'))).toContain('part-data');
  expect(lines.find(line => line.startsWith('  all'))).toMatch(/\$1\.00 .* \+\$1\.00$/);
  expect(lines).toContain('Changes: 1 added, 0 changed, 1 removed, 1 as before.');
  // A bucket that goes takes its objects along.
  expect(lines.find(line => line.startsWith('  - part-data'))).toMatch(/LOST/);
});

test('what has no price is told beside the sum', () => {
  const strange = child('strange', 'aws:msk/cluster:Cluster');
  expect(previewText(shown([part, strange]))).toContain('not priced: aws:msk/cluster:Cluster (strange)');
  expect(previewMarkdown(shown([part, strange]))).toContain('aws:msk/cluster:Cluster');
});

test('a mandatory violation or an error refuses, an advisory one does not', () => {
  expect(isRefused(shown([part]))).toBe(false);
  expect(isRefused(shown([part], undefined, [violation]))).toBe(true);
  expect(isRefused(shown([part], undefined, [{ ...violation, level: 'advisory' }]))).toBe(false);
  expect(isRefused({ ...shown([part]), errors: ['no'], result: undefined })).toBe(true);
});

test('of a program that fails only why is told', () => {
  const failed: Preview = { ...shown([part]), errors: ['zones: too many'], result: undefined };
  expect(previewText(failed)).toContain('  zones: too many');
  expect(previewMarkdown(failed)).toContain('zones: too many');
  expect(previewMarkdown(failed)).not.toContain('Policies');
});

test('Markdown can’t be broken by what a program says', () => {
  const evil = child('````</details><img src=x>', 'aws:kms/key:Key');
  const markdown = previewMarkdown(shown([part, evil], [part], [{ ...violation, message: 'a | <b>' }]));
  expect(markdown.match(/^````/gm)).toHaveLength(4);
  expect(markdown).not.toContain('<b>');
});

test('Markdown fits into a comment, however many resources there are', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => child(`part-key-number-${index}`, 'aws:kms/key:Key'));
  expect(previewMarkdown(shown([part, ...many], [part])).length).toBeLessThan(32_000);
});

test('resources that don’t fit into a comment are counted by component, so that none shows as nothing', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => child(`part-key-number-${index}`, 'aws:kms/key:Key'));
  for (const before of [undefined, [part, ...many]]) {
    const markdown = previewMarkdown(shown([part, ...many], before));
    expect(markdown).toContain('└─ … 2000 more');
    expect(markdown).not.toContain('too long');
  }
});

test('dollars have two decimals and a sign', () => {
  expect([dollars(1_234_560_000), dollars(-500_000), change(0, 1_000_000), change(1_000_000, 0), change(1, 2)]).toEqual(
    ['$1,234.56', '-$0.50', '+$1.00', '-$1.00', 'as before'],
  );
});
