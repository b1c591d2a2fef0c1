import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSecret, readSecretUrl } from '../../adapters/secrets-manager.ts';
import { startSecretsManager } from '../doubles/aws/secrets-manager.ts';
import { jsonFault, type ServiceDouble } from '../doubles/aws/server.ts';
import { region } from '../support/aws.ts';
import { faultOf } from '../support/errors.ts';

let double: ServiceDouble;
const options = () => ({ region, endpoint: double.url, requestTimeoutMilliseconds: 500 });
beforeAll(async () => {
  double = await startSecretsManager(
    new Map<string, string | Uint8Array>([
      ['cache', '{"url":"rediss://user:hunter2@cache:6379","port":6379}'],
      ['broken', '{"url":"hunter2'],
      ['other', '{"password":"hunter2"}'],
      ['null', 'null'],
      ['binary', new Uint8Array([1, 2])],
    ]),
  );
});
afterAll(() => double.stop());

describe('a secret', () => {
  test('is read as it is, and its address', async () => {
    expect(await readSecret('other', options())).toBe('{"password":"hunter2"}');
    expect(await readSecretUrl('cache', options())).toBe('rediss://user:hunter2@cache:6379');
  });

  test.each(['broken', 'other', 'null', 'binary', 'missing'])(
    '%s without an address tells nothing of it',
    async arn => {
      const fault = await faultOf(readSecretUrl(arn, options()));
      expect(fault.code).toBe('storage.failed');
      expect(`${fault.stack}${String(fault.cause)}`).not.toContain('hunter2');
    },
  );

  test.each([
    ['throttled', { kind: 'respond', response: jsonFault(400, 'ThrottlingException') }],
    ['failed', { kind: 'respond', response: jsonFault(500, 'InternalServiceError') }],
    ['cut', { kind: 'cut' }],
    ['silent', { kind: 'silent' }],
  ] as const)('a request that is %s is repeated', async (_, fault) => {
    double.fail(fault);
    expect(await readSecret('other', options())).toContain('hunter2');
  });

  test('one that is denied is not asked for again, and tells nothing of the account', async () => {
    double.fail({ kind: 'respond', response: jsonFault(400, 'AccessDeniedException', 'arn:aws:iam::123456789012:x') });
    const before = double.requests.length;
    const fault = await faultOf(readSecret('cache', options()));
    expect([fault.code, double.requests.length - before]).toEqual(['storage.failed', 1]);
    expect(fault.message).not.toMatch(/arn|\d{6}/);
  });
});
