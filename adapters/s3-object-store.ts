import type { ObjectStore } from '../core/ports/object-store.ts';
import type { AwsOptions } from './aws/client-options.ts';
import { storeError } from './aws/faults.ts';
import { checkKey } from './object-key.ts';
import { Buckets } from './s3/bucket.ts';

export interface S3ObjectStoreOptions extends AwsOptions {
  readonly bucket: string;
  /** Before every key, such as `documents/`; none by default. */
  readonly prefix?: string | undefined;
}

/**
 * Objects in a bucket of S3. A put is whole or not at all, and seen by the next get.
 *
 * @throws SophiaError storage.key_invalid, storage.failed (from its methods)
 */
export function openS3ObjectStore({ bucket, prefix = '', ...aws }: S3ObjectStoreOptions): ObjectStore {
  const buckets = new Buckets(aws);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw storeError(error, 'The object store');
    }
  };
  const keyed = async <T>(key: string, work: (whole: string) => Promise<T>): Promise<T> => {
    checkKey(key);
    return guarded(() => work(prefix + key));
  };
  return {
    put: (key, bytes) => keyed(key, whole => buckets.put(bucket, whole, bytes)),
    get: key => keyed(key, whole => buckets.get(bucket, whole)),
    delete: key => keyed(key, whole => buckets.delete(bucket, whole)),
    list: within =>
      guarded(async () =>
        (await buckets.list(bucket, prefix + within)).map(({ key, size, modifiedAt }) => ({
          key: key.slice(prefix.length),
          size,
          modifiedAt: modifiedAt.toISOString(),
        })),
      ),
  };
}
