import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { damaged, Unreadable } from './outcome.ts';

/** An opened archive. Nothing is unpacked but what is asked for, and never more than the limit. */
export interface Archive {
  has(name: string): boolean;
  /** @throws Unreadable expands, damaged */
  read(name: string): Promise<string | undefined>;
}

const expands = () => new Unreadable({ kind: 'fault', code: 'expands' });

/**
 * Opens an archive of bytes. What its directory declares is added up before anything is unpacked, and what really comes
 * out is counted too: either may lie.
 *
 * @throws Unreadable expands, password, damaged
 */
export async function openArchive(bytes: Buffer, limits: { unpacked: number; entries: number }): Promise<Archive> {
  const zip = await broken(fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true }));
  if (zip.entryCount > limits.entries) throw expands();
  const entries = await broken(entriesOf(zip, limits.unpacked));
  let left = limits.unpacked;
  return {
    has: name => entries.has(name),
    async read(name) {
      const entry = entries.get(name);
      if (!entry) return undefined;
      return broken(
        (async () => {
          const chunks: Buffer[] = [];
          for await (const chunk of (await zip.openReadStreamPromise(entry)) as Readable & AsyncIterable<Buffer>) {
            left -= chunk.length;
            if (left < 0) throw expands();
            chunks.push(chunk);
          }
          return Buffer.concat(chunks).toString('utf8');
        })(),
      );
    },
  };
}

async function entriesOf(zip: ZipFile, mostBytes: number): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let declared = 0;
  for await (const entry of zip.eachEntry()) {
    declared += entry.uncompressedSize;
    if (declared > mostBytes) throw expands();
    if (entry.isEncrypted()) throw new Unreadable({ kind: 'fault', code: 'password' });
    if (entries.has(entry.fileName)) throw damaged('It holds two parts of one name.');
    entries.set(entry.fileName, entry);
  }
  return entries;
}

/** What the reader of archives can't read is a damaged file. */
async function broken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw damaged('Its archive is damaged.');
  }
}
