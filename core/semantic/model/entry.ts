import type { FaultLog } from './faults.ts';
import type { Place } from './types.ts';

/** A value of a file with its place, whatever the file is written in. */
export interface Entry extends Place {
  readonly isMap: boolean;
  readonly isList: boolean;
  /** Absent, or written as null. */
  readonly isNull: boolean;
  /** The value of a scalar, undefined for maps and lists. */
  readonly scalar: unknown;
  /** The text of a scalar as it is written: `1.0` stays `1.0`. Undefined for null, maps and lists. */
  readonly text: string | undefined;
  /** The entries of a map in order. */
  entries(): readonly (readonly [string, Entry])[];
  /** The value of a key, undefined when the key is absent; null values are entries. */
  get(key: string): Entry | undefined;
  items(): readonly Entry[];
}

/** Reads a text into entries; undefined, with its faults in the log, when it can't be read. */
export type ParseText = (text: string, faults: FaultLog) => Entry | undefined;

/** The value without its place. */
export function plain(entry: Entry): unknown {
  if (entry.isMap) return Object.fromEntries(entry.entries().map(([key, value]) => [key, plain(value)]));
  return entry.isList ? entry.items().map(plain) : entry.scalar;
}
