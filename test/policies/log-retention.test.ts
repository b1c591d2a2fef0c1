import { expect, test } from '@jest/globals';
import { logRetention } from '../../policies/log-retention.ts';
import { refused } from './harness.ts';

const type = 'aws:cloudwatch/logGroup:LogGroup';

test('logs that end are accepted', () => {
  expect(refused(logRetention, [{ type, props: { retentionInDays: 30 } }, { type: 'aws:sqs/queue:Queue' }])).toEqual(
    [],
  );
});

test('logs that are kept for ever are refused', () => {
  expect(refused(logRetention, [{ type }])).toEqual(['LogGroup']);
  expect(refused(logRetention, [{ type, props: { retentionInDays: 0 } }])).toEqual(['LogGroup']);
});
