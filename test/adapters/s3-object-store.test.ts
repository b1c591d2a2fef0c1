import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { objectStoreContract } from '../contracts/object-store.ts';
import { type S3Double, s3Fault, startS3 } from '../doubles/aws/s3.ts';
import { region } from '../support/aws.ts';
import { faultOf } from '../support/errors.ts';

let double: S3Double;
let buckets = 0;
beforeAll(async () => {
  double = await startS3();
});
afterAll(() => double.stop());

const open = (prefix?: string) =>
  openS3ObjectStore({
    bucket: `bucket-${++buckets}`,
    prefix,
    region,
    endpoint: double.url,
    requestTimeoutMilliseconds: 500,
  });

objectStoreContract('S3', async () => open());
objectStoreContract('S3, under a prefix', async () => open('documents/of/ours/'));

describe('what the service does', () => {
  test('listings come in pages', async () => {
    const store = open();
    for (let index = 0; index < 7; index++) await store.put(`k${index}`, new Uint8Array([index]));
    double.pageKeys = 3;
    expect((await store.list('k')).map(({ key }) => key)).toEqual(['k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6']);
    double.pageKeys = 1_000;
  });

  test.each([
    ['slowed down', { kind: 'respond', response: s3Fault(503, 'SlowDown') }],
    ['failed', { kind: 'respond', response: s3Fault(500, 'InternalError') }],
    ['cut', { kind: 'cut' }],
    ['silent', { kind: 'silent' }],
  ] as const)('a request that is %s is repeated', async (_, fault) => {
    const store = open();
    double.fail(fault);
    await store.put('key', new Uint8Array([1, 2]));
    double.fail(fault);
    expect(await store.get('key')).toEqual(new Uint8Array([1, 2]));
  });

  test('a bucket that is denied is storage.failed, without its name', async () => {
    double.fail({ kind: 'respond', response: s3Fault(403, 'AccessDenied') });
    const fault = await faultOf(open().get('key'));
    expect(fault.code).toBe('storage.failed');
    expect(fault.message).not.toContain('bucket');
  });
});
