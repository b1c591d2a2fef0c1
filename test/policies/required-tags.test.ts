import { expect, test } from '@jest/globals';
import { requiredTags } from '../../policies/required-tags.ts';
import { type Given, refused } from './harness.ts';

const queue: Given = { type: 'aws:sqs/queue:Queue' };
const tags = { Project: 'sophia', Environment: 'development' };

test('tags of its own, of its provider, and some of each are accepted', () => {
  const given: Given[] = [
    { ...queue, props: { tags } },
    { ...queue, provider: { defaultTags: JSON.stringify({ tags }) } },
    { ...queue, props: { tags: { project: 'sophia' } }, provider: { defaultTags: { tags: { environment: 'x' } } } },
  ];
  expect(refused(requiredTags, given)).toEqual([]);
});

test('a missing tag is refused, on what costs money or keeps data', () => {
  expect(refused(requiredTags, [queue])).toEqual(['Queue']);
  expect(refused(requiredTags, [{ ...queue, props: { tags: { Project: 'sophia' } } }])).toEqual(['Queue']);
  expect(refused(requiredTags, [{ type: 'aws:iam/rolePolicy:RolePolicy' }])).toEqual([]);
});

test('which tags is a setting', () => {
  const given = [{ ...queue, props: { tags: { Owner: 'platform' } } }];
  expect(refused(requiredTags, given, { config: { tags: ['owner'] } })).toEqual([]);
});
