import type { Entry } from './entry.ts';
import type { FaultLog } from './faults.ts';

/**
 * A file that was read before and is written down as JSON, with the lines of the file it was: read in a hundredth of the
 * time, without a parser of YAML.
 */

interface Scalar {
  readonly line: number;
  readonly value: string | number | boolean | null;
  /** As it was written, where that differs. */
  readonly text?: string;
}
type Written = Scalar | { readonly line: number; readonly list: readonly Written[] } | WrittenMap;
interface WrittenMap {
  readonly line: number;
  readonly map: readonly (readonly [string, Written])[];
}

/** What {@link parsePrepared} reads in place of the file. */
export const prepared = (root: Entry): string => `${JSON.stringify(written(root))}\n`;

function written(entry: Entry): Written {
  const { line } = entry;
  if (entry.isMap) return { line, map: entry.entries().map(([key, value]) => [key, written(value)]) };
  if (entry.isList) return { line, list: entry.items().map(written) };
  const { scalar, text } = entry;
  if (text === undefined) return { line, value: null };
  // JSON has no infinite numbers, and nothing here takes one: they are told as they are written.
  if (typeof scalar !== 'boolean' && !Number.isFinite(scalar)) return { line, value: text };
  const value = scalar as number | boolean;
  return { line, value, ...(text !== String(value) && { text }) };
}

/** Reads what {@link prepared} wrote. */
export function parsePrepared(text: string, faults: FaultLog): Entry | undefined {
  try {
    const root = JSON.parse(text) as Written | undefined;
    if (typeof root?.line === 'number') return new PreparedEntry(root, []);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  faults.add({ line: 1, path: [] }, 'model.prepared', {});
  return undefined;
}

class PreparedEntry implements Entry {
  readonly path: readonly (string | number)[];
  readonly #written: Written;

  constructor(written: Written, path: readonly (string | number)[]) {
    this.#written = written;
    this.path = path;
  }

  get line(): number {
    return this.#written.line;
  }

  get isMap(): boolean {
    return 'map' in this.#written;
  }

  get isList(): boolean {
    return 'list' in this.#written;
  }

  get isNull(): boolean {
    return this.scalar === null;
  }

  get scalar(): unknown {
    return 'value' in this.#written ? this.#written.value : undefined;
  }

  get text(): string | undefined {
    if (!('value' in this.#written) || this.#written.value === null) return undefined;
    return this.#written.text ?? String(this.#written.value);
  }

  entries(): readonly (readonly [string, Entry])[] {
    if (!('map' in this.#written)) return [];
    return this.#written.map.map(([key, value]) => [key, this.#child(value, key)]);
  }

  get(key: string): Entry | undefined {
    const found = 'map' in this.#written ? this.#written.map.find(([name]) => name === key) : undefined;
    return found && this.#child(found[1], key);
  }

  items(): readonly Entry[] {
    return 'list' in this.#written ? this.#written.list.map((item, index) => this.#child(item, index)) : [];
  }

  #child(written: Written, key: string | number): Entry {
    return new PreparedEntry(written, [...this.path, key]);
  }
}
