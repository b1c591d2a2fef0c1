import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** JSON as DynamoDB holds it: compressed, since an item may have 400 KB and an answer's rows have more. */
const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Bytes of one item's share: the limit of 400 KB (in their 1,024 bytes) less room for names and other members. */
export const itemBytes = 360 * 1024;

export const pack = (value: unknown): Promise<Uint8Array> => compress(JSON.stringify(value));

export const unpack = async (bytes: unknown): Promise<unknown> =>
  JSON.parse((await decompress(bytes as Uint8Array)).toString());

/** In parts that fit an item each. */
export function partsOf(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += itemBytes) parts.push(bytes.subarray(at, at + itemBytes));
  return parts;
}
