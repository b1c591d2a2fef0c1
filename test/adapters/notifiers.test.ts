import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLogNotifier } from '../../adapters/log-notifier.ts';
import { openSlackNotifier } from '../../adapters/slack-notifier.ts';
import { openSnsNotifier } from '../../adapters/sns-notifier.ts';
import type { Notifier } from '../../core/ports/notifier.ts';
import { notifierContract } from '../contracts/notifier.ts';
import type { Fault, ServiceDouble } from '../doubles/aws/server.ts';
import { type Published, snsFault, startSns, topicArn } from '../doubles/aws/sns.ts';
import { startSlack } from '../doubles/slack.ts';
import { region } from '../support/aws.ts';
import { codeOf, faultOf } from '../support/errors.ts';

const hook = '/services/T000/B000/secretOfTheHook';
const published: Published[] = [];
const texts: string[] = [];
const lines: string[] = [];
let sns: ServiceDouble;
let slack: ServiceDouble;
beforeAll(async () => {
  [sns, slack] = await Promise.all([startSns(published), startSlack(hook, texts)]);
});
afterAll(() => Promise.all([sns.stop(), slack.stop()]));

const openSns = (more = {}): Notifier =>
  openSnsNotifier({ topicArn, region, endpoint: sns.url, requestTimeoutMilliseconds: 1_000, ...more });
const openSlack = (more = {}): Notifier =>
  openSlackNotifier({ url: `${slack.url}${hook}`, timeoutMilliseconds: 1_000, retries: { firstPause: 1 }, ...more });

notifierContract({ name: 'SNS', open: openSns, arrived: () => published.map(each => JSON.stringify(each)) });
notifierContract({ name: 'Slack', open: openSlack, arrived: () => texts });
notifierContract({
  name: 'log',
  open: () => createLogNotifier({ write: line => lines.push(line) }),
  arrived: () => lines,
});

const notification = { subject: 'Costs', text: 'high', severity: 'critical' } as const;
const passing: [string, (throttled: Fault) => Fault][] = [
  ['throttled', throttled => throttled],
  ['failed', () => ({ kind: 'respond', response: { status: 500, body: 'rollup_error' } })],
  ['cut', () => ({ kind: 'cut' })],
  ['silent', () => ({ kind: 'silent' })],
];

describe('SNS', () => {
  test('subscriptions may choose by severity', async () => {
    await openSns().notify(notification);
    expect(published.at(-1)).toEqual({ subject: 'Costs', text: 'high', attributes: { severity: 'critical' } });
  });

  test.each(passing)('a message that is %s is sent again', async (_, fault) => {
    sns.fail(fault({ kind: 'respond', response: snsFault(429, 'Throttled') }));
    const before = published.length;
    await openSns().notify(notification);
    expect(published.length - before).toBe(1);
  });

  test('a topic that is denied is storage.failed, and tells nothing of the account', async () => {
    sns.fail({ kind: 'respond', response: snsFault(403, 'AuthorizationError') });
    const fault = await faultOf(openSns().notify(notification));
    expect(fault.code).toBe('storage.failed');
    expect(fault.message).not.toMatch(/arn|\d{6}|role/);
  });
});

describe('Slack', () => {
  test('mentions nobody and formats nothing', async () => {
    await openSlack().notify({ ...notification, text: '<!channel> & <https://example.com|here>' });
    expect(texts.at(-1)).toContain('&lt;!channel&gt; &amp; &lt;https://example.com|here&gt;');
  });

  test.each(passing)('a message that is %s is sent again', async (_, fault) => {
    slack.fail(fault({ kind: 'respond', response: { status: 429, headers: { 'retry-after': '0' } } }), { times: 2 });
    const before = texts.length;
    await openSlack().notify(notification);
    expect(texts.length - before).toBe(1);
  });

  test('a message that is refused is not sent again, and the address of the webhook stays unsaid', async () => {
    slack.fail({ kind: 'respond', response: { status: 410, body: 'channel_is_archived' } });
    const before = slack.requests.length;
    const fault = await faultOf(openSlack().notify(notification));
    expect([fault.code, slack.requests.length - before]).toEqual(['storage.failed', 1]);
    const unreachable = openSlackNotifier({ url: `http://127.0.0.1:1${hook}`, retries: { attempts: 1 } });
    const other = await faultOf(unreachable.notify(notification));
    for (const { message, cause } of [fault, other])
      expect(`${message}${String(cause)}`).not.toMatch(/secretOfTheHook/);
  });

  test('an address that is none is told at once, without it', async () => {
    for (const url of ['secretOfTheHook', 'ftp://example.com/secretOfTheHook']) {
      const opened = (async () => openSlackNotifier({ url }))();
      expect(await codeOf(opened)).toBe('storage.failed');
      expect((await faultOf(opened)).message).not.toContain('secretOfTheHook');
    }
  });
});
