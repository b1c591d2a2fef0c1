import type { Buckets, ObjectFacts } from '../s3/bucket.ts';

/** What a file has: rows, and bytes that each column takes in it, compressed. */
export interface FileSizes {
  readonly rows: number;
  /** By name in small letters; 0 for a column that the file has not (a partition's key is in the path). */
  columnBytes(column: string): number;
}

const footerBytes = 64 * 1024;

/** Sizes from the footer of a Parquet file. Of another file each column counts as the whole. */
export async function readFileSizes(buckets: Buckets, bucket: string, file: ObjectFacts): Promise<FileSizes> {
  const { parquetMetadataAsync } = await import('./parquet.ts');
  const whole: FileSizes = { rows: 0, columnBytes: () => file.size };
  if (/\.(csv|json|jsonl|txt)(\.gz)?$/i.test(file.key)) return whole;
  const slice = async (start: number, end = file.size): Promise<ArrayBuffer> => {
    const bytes = await buckets.get(bucket, file.key, { start, end });
    return new Uint8Array(bytes ?? []).buffer;
  };
  try {
    const metadata = await parquetMetadataAsync({ byteLength: file.size, slice }, { initialFetchSize: footerBytes });
    const bytes = new Map<string, number>();
    for (const group of metadata.row_groups) {
      for (const { meta_data: chunk } of group.columns) {
        const column = chunk?.path_in_schema[0]?.toLowerCase() ?? '';
        bytes.set(column, (bytes.get(column) ?? 0) + Number(chunk?.total_compressed_size ?? 0));
      }
    }
    return { rows: Number(metadata.num_rows), columnBytes: column => bytes.get(column) ?? 0 };
  } catch (error) {
    // A file that is no Parquet is the engine's to refuse; what S3 refuses is a failure here.
    if (error instanceof Error && /^parquet|Offset|DataView/.test(error.message)) return whole;
    throw error;
  }
}
