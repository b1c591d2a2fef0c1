import type { S3Client } from '@aws-sdk/client-s3';
import { type AwsOptions, clientOptions } from '../aws/client-options.ts';
import { awsNameOf } from '../aws/faults.ts';

type Library = typeof import('./client.ts');

/** What a listing tells of an object. */
export interface ObjectFacts {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly modifiedAt: Date;
}

const isMissing = (error: unknown): boolean => ['NoSuchKey', 'NotFound'].includes(awsNameOf(error));

/** S3, bucket by bucket; its faults come as they are. */
export class Buckets {
  readonly #options: AwsOptions;
  #connection: Promise<{ client: S3Client; library: Library }> | undefined;

  constructor(options: AwsOptions) {
    this.#options = options;
  }

  async put(bucket: string, key: string, bytes: Uint8Array): Promise<void> {
    const { client, library } = await this.#connect();
    await client.send(new library.PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
  }

  /** The object, or the bytes of it from `range.start` to before `range.end`; undefined when it is missing. */
  async get(
    bucket: string,
    key: string,
    range?: { readonly start: number; readonly end: number },
  ): Promise<Uint8Array | undefined> {
    const { client, library } = await this.#connect();
    const Range = range && `bytes=${range.start}-${range.end - 1}`;
    try {
      const { Body: body } = await client.send(new library.GetObjectCommand({ Bucket: bucket, Key: key, Range }));
      return await body?.transformToByteArray();
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async delete(bucket: string, key: string): Promise<void> {
    const { client, library } = await this.#connect();
    await client.send(new library.DeleteObjectCommand({ Bucket: bucket, Key: key }));
  }

  /** All objects whose keys begin so, in the order of their keys' bytes. */
  async list(bucket: string, prefix: string): Promise<ObjectFacts[]> {
    const { client, library } = await this.#connect();
    const found: ObjectFacts[] = [];
    let token: string | undefined;
    do {
      const page = await client.send(
        new library.ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
      );
      for (const { Key, Size, ETag, LastModified } of page.Contents ?? []) {
        found.push({ key: Key ?? '', size: Size ?? 0, etag: ETag ?? '', modifiedAt: LastModified ?? new Date(0) });
      }
      token = page.NextContinuationToken;
    } while (token);
    return found;
  }

  async close(): Promise<void> {
    (await this.#connection)?.client.destroy();
  }

  #connect(): Promise<{ client: S3Client; library: Library }> {
    this.#connection ??= import('./client.ts').then(library => {
      // An address in place of the service's own has no names of buckets in its host name.
      const forcePathStyle = this.#options.endpoint !== undefined;
      return { library, client: new library.S3Client({ ...clientOptions(this.#options), forcePathStyle }) };
    });
    return this.#connection;
  }
}
