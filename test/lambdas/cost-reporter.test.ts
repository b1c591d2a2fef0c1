import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ScheduledEvent } from 'aws-lambda';
import { startCostExplorer } from '../doubles/aws/cost-explorer.ts';
import { startSecretsManager } from '../doubles/aws/secrets-manager.ts';
import { jsonFault, type ServiceDouble } from '../doubles/aws/server.ts';
import { type Published, snsFault, startSns, topicArn } from '../doubles/aws/sns.ts';
import { startSlack } from '../doubles/slack.ts';
import { LambdaFunction, unpackedFunction } from '../support/lambda.ts';

/** The function's archive, called as EventBridge calls it every day. */
const published: Published[] = [];
const texts: string[] = [];
const secrets = new Map<string, string>();
let explorer: ServiceDouble;
let sns: ServiceDouble;
let slack: ServiceDouble;
let vault: ServiceDouble;
let archive: string;
const running: LambdaFunction[] = [];
beforeAll(async () => {
  explorer = await startCostExplorer({
    '2026-10-31': { 'Amazon Athena': 1, 'AWS Lambda': 2.5, 'Amazon DynamoDB': 0.001 },
    '2026-11-01': { 'Amazon Athena': 10, 'AWS Lambda': 20.25, 'Amazon S3': 3 },
    '2026-11-20': { 'Amazon Athena': 1, Tax: 0.75 },
    '2026-11-21': { 'Amazon Athena': 1_000 },
  });
  [sns, slack, vault] = await Promise.all([
    startSns(published),
    startSlack('/hook', texts),
    startSecretsManager(secrets),
  ]);
  secrets.set('slack', JSON.stringify({ url: `${slack.url}/hook` }));
  archive = unpackedFunction('lambdas/cost-reporter/handler.ts');
});
beforeEach(() => {
  published.length = 0;
  texts.length = 0;
});
afterAll(async () => {
  for (const each of running) each.stop();
  await Promise.all([explorer, sns, slack, vault].map(double => double.stop()));
});

function start(environment: Readonly<Record<string, string>> = {}): LambdaFunction {
  const some = new LambdaFunction(archive, {
    SOPHIA_ENVIRONMENT: 'production',
    SOPHIA_ALARM_TOPIC_ARN: topicArn,
    AWS_ENDPOINT_URL_COST_EXPLORER: explorer.url,
    AWS_ENDPOINT_URL_SNS: sns.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: vault.url,
    ...environment,
  });
  running.push(some);
  return some;
}

const event = (time: string): ScheduledEvent => ({
  version: '0',
  id: '53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa',
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '123456789012',
  time,
  region: 'us-east-1',
  resources: ['arn:aws:events:us-east-1:123456789012:rule/daily'],
  detail: {},
});

describe('Every day', () => {
  test('what the month has cost up to yesterday is a metric, page after page', async () => {
    const some = start();
    await some.invoke(event('2026-11-21T06:00:00Z'));
    expect(some.metrics()).toEqual([{ MonthToDateCost: 35 }]);
    expect(published).toEqual([]);
  });

  test('on the first of a month it is nothing, and the month before is told', async () => {
    const some = start();
    await some.invoke(event('2026-11-01T06:00:00Z'));
    expect(some.metrics()).toEqual([{ MonthToDateCost: 0 }]);
    expect(published).toHaveLength(1);
    const [{ subject, text, attributes }] = published as [Published];
    expect([subject, attributes]).toEqual(['Costs of production in 2026-10: $3.50', { severity: 'info' }]);
    // Dearest first; what is less than half a cent is left to the sum.
    expect(text.match(/\d+\.\d\d {2}.*/g)).toEqual(['2.50  AWS Lambda', '1.00  Amazon Athena', '3.50  in all']);
  });

  test('also in a channel of Slack, when there is one', async () => {
    await start({ SOPHIA_SLACK_SECRET_ARN: 'slack' }).invoke(event('2026-11-01T06:00:00Z'));
    expect([published.length, texts.length]).toEqual([1, 1]);
    expect(texts[0]).toContain('Costs of production in 2026-10: $3.50');
  });
});

describe('When a service fails', () => {
  test.each([
    ['throttled', { kind: 'respond', response: jsonFault(400, 'LimitExceededException') }],
    ['failed', { kind: 'respond', response: jsonFault(500, 'InternalServerError') }],
    ['cut', { kind: 'cut' }],
  ] as const)('a request that is %s is repeated', async (_, fault) => {
    explorer.fail(fault);
    const some = start();
    await some.invoke(event('2026-11-21T06:00:00Z'));
    expect(some.metrics()).toEqual([{ MonthToDateCost: 35 }]);
  });

  test('what fails for good is an error of the function, for its alarm; no metric is made up', async () => {
    explorer.fail({ kind: 'respond', response: jsonFault(400, 'AccessDeniedException') }, { times: 10 });
    const some = start();
    await expect(some.invoke(event('2026-11-21T06:00:00Z'))).rejects.toThrow();
    explorer.forget();
    expect(some.metrics()).toEqual([]);
    sns.fail({ kind: 'respond', response: snsFault(403, 'AuthorizationError') });
    await expect(start().invoke(event('2026-11-01T06:00:00Z'))).rejects.toThrow();
  });

  test('missing variables are an error that names them', async () => {
    await expect(start({ SOPHIA_ALARM_TOPIC_ARN: '' }).invoke(event('2026-11-21T06:00:00Z'))).rejects.toThrow(
      'SOPHIA_ALARM_TOPIC_ARN',
    );
  });
});
