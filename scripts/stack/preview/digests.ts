import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isRecord } from '../members.ts';
import type { Recording } from '../recorded.ts';

/**
 * The recording with a digest beside each file that a resource is made of: code has the same path before and after, so
 * that only what is in it tells whether it changed.
 */
export function withDigests(recording: Recording, root: string): Recording {
  const seen = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(seen);
    if (!isRecord(value)) return value;
    const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, seen(member)]));
    const file = value['archive'] ?? value['asset'];
    const sha256 = typeof file === 'string' ? digestOf(path.resolve(root, file)) : undefined;
    return sha256 === undefined ? members : { ...members, sha256 };
  };
  const resources = recording.resources.map(resource => ({
    ...resource,
    inputs: seen(resource.inputs) as Record<string, unknown>,
  }));
  return { ...recording, resources };
}

/** What is no file, such as a folder or an address, has none. */
function digestOf(file: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
  } catch {
    return undefined;
  }
}
