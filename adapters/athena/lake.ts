import { createHash } from 'node:crypto';
import type { AthenaClient, TableMetadata } from '@aws-sdk/client-athena';
import { lru } from 'tiny-lru';
import type { EngineColumn, TableDescription } from '../../core/ports/query-engine.ts';
import type { Buckets, ObjectFacts } from '../s3/bucket.ts';
import { Slots } from '../slots.ts';
import { columnTypeOf } from './columns.ts';
import { type FileSizes, readFileSizes } from './parquet-sizes.ts';

/** A table of the catalog and the files that it lies in. */
export interface LakeTable {
  readonly name: string;
  readonly columns: readonly EngineColumn[];
  readonly bucket: string;
  readonly files: readonly ObjectFacts[];
}

export interface LakeOptions {
  readonly catalog: string;
  readonly database: string;
  /** Files of a table whose footers are read; others count whole for each column. Default 1,000. */
  readonly footers?: number | undefined;
}

const footersAtOnce = 16;
const rememberedFiles = 20_000;

/** Files that Hive and Athena pass over. */
const isData = ({ key, size }: ObjectFacts): boolean => size > 0 && !/(^|\/)[._][^/]*$/.test(key) && !key.endsWith('/');

/** What the catalog and S3 know of the data, as of one moment. */
export class Lake {
  readonly #client: AthenaClient;
  readonly #buckets: Buckets;
  readonly #options: LakeOptions;
  readonly #sizes = lru<FileSizes>(rememberedFiles);
  readonly #slots = new Slots(footersAtOnce);

  constructor(client: AthenaClient, buckets: Buckets, options: LakeOptions) {
    this.#client = client;
    this.#buckets = buckets;
    this.#options = options;
  }

  async tables(): Promise<ReadonlyMap<string, LakeTable>> {
    const { paginateListTableMetadata } = await import('./client.ts');
    const { catalog, database } = this.#options;
    const found: TableMetadata[] = [];
    const pages = paginateListTableMetadata(
      { client: this.#client },
      { CatalogName: catalog, DatabaseName: database, MaxResults: 50 },
    );
    for await (const page of pages) found.push(...(page.TableMetadataList ?? []));
    const tables = await Promise.all(found.map(metadata => this.#table(metadata)));
    return new Map(tables.map(table => [table.name.toLowerCase(), table]));
  }

  async #table({ Name = '', Columns = [], PartitionKeys = [], Parameters }: TableMetadata): Promise<LakeTable> {
    const columns = [...Columns, ...PartitionKeys].map(column => ({
      name: column.Name ?? '',
      type: columnTypeOf(column.Type),
    }));
    const location = /^s3a?:\/\/([^/]+)\/?(.*)$/.exec(Parameters?.['location'] ?? '');
    const [bucket, prefix] = [location?.[1] ?? '', location?.[2] ?? ''];
    const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
    const files = location ? (await this.#buckets.list(bucket, folder)).filter(isData) : [];
    return { name: Name, columns, bucket, files };
  }

  /** Bytes of the columns (small letters), or all of them: what Athena bills for at most. */
  async bytes(table: LakeTable, columns: Iterable<string>): Promise<number> {
    const wanted = [...columns];
    const sizes = await this.#fileSizes(table);
    return sizes.reduce((sum, file) => sum + wanted.reduce((part, column) => part + file.columnBytes(column), 0), 0);
  }

  async describe(table: LakeTable): Promise<TableDescription> {
    const sizes = await this.#fileSizes(table);
    const rowCount = sizes.reduce((sum, { rows }) => sum + rows, 0);
    return { name: table.name, columns: table.columns, rowCount };
  }

  #fileSizes({ bucket, files }: LakeTable): Promise<FileSizes[]> {
    const most = this.#options.footers ?? 1_000;
    return Promise.all(
      files.map((file, index) =>
        index < most ? this.#slots.run(() => this.#footer(bucket, file)) : { rows: 0, columnBytes: () => file.size },
      ),
    );
  }

  async #footer(bucket: string, file: ObjectFacts): Promise<FileSizes> {
    const key = `${bucket}/${file.key} ${file.etag}`;
    const known = this.#sizes.get(key);
    if (known) return known;
    const sizes = await readFileSizes(this.#buckets, bucket, file);
    this.#sizes.set(key, sizes);
    return sizes;
  }
}

/** Changes when a file of a table does. */
export function versionOf(tables: ReadonlyMap<string, LakeTable>): string {
  const hash = createHash('sha256');
  for (const name of [...tables.keys()].sort()) {
    const table = tables.get(name);
    hash.update(JSON.stringify([name, table?.columns, table?.files.map(({ key, etag, size }) => [key, etag, size])]));
  }
  return hash.digest('base64url');
}

/** When a file was last written, ISO 8601; the epoch's start when there is none. */
export function freshnessOf(tables: ReadonlyMap<string, LakeTable>): string {
  let last = 0;
  for (const { files } of tables.values())
    for (const { modifiedAt } of files) last = Math.max(last, modifiedAt.getTime());
  return new Date(last).toISOString();
}
