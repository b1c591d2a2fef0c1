import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a bundle was made of, beside its archive. */
interface Stamp<B> {
  /** What it was asked for, and by which bundler. */
  readonly key: string;
  /** Files, relative to the root -> SHA-256 of each. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly bundle: B;
}

/** They decide which file an import means; they need not be there. */
const packages = ['package.json', 'package-lock.json'];

/**
 * The bundle that lies there from an earlier run, where neither what is asked for, a file that it was made of, nor the
 * archive has changed since. Making bundles is most of what a preview takes.
 */
export function builtBefore<B extends { readonly archive: string; readonly hash: string }>(
  file: string,
  key: string,
  root: string,
): B | undefined {
  try {
    const { key: kept, inputs, bundle } = JSON.parse(readFileSync(file, 'utf8')) as Stamp<B>;
    const same = kept === key && Object.entries(inputs).every(([name, hash]) => digest(root, name) === hash);
    return same && digest(root, bundle.archive) === bundle.hash ? bundle : undefined;
  } catch {
    // No stamp, or one of another form: it is built again.
    return undefined;
  }
}

/** Keeps what a bundle was made of; by way of another name, so that nobody ever reads half of it. */
export function keepStamp<B>(file: string, key: string, root: string, inputs: readonly string[], bundle: B): void {
  const digests = [...inputs, ...packages].map(name => [name, digest(root, name)] as const);
  const stamp: Stamp<B> = { key, inputs: Object.fromEntries(digests), bundle };
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(stamp));
  renameSync(`${file}.${process.pid}`, file);
}

/** SHA-256 of a file, in hex; of one that is not there, nothing. */
export function digest(root: string, name: string): string {
  try {
    return createHash('sha256')
      .update(readFileSync(path.resolve(root, name)))
      .digest('hex');
  } catch {
    return '';
  }
}
