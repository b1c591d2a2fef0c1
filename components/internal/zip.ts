import { type Zippable, zipSync } from 'fflate';

/** The first moment that a zip can hold, by the local clock, as the format has it: the same bytes in every zone. */
const moment = (): Date => new Date(1980, 0, 1);
/** Readable by all: functions run as another user than the one who packed them. */
const readable = 0o100644 * 2 ** 16;
const unix = 3;

/** A zip of these files whose bytes depend on nothing but names and contents. */
export function zip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  const mtime = moment();
  for (const name of [...files.keys()].toSorted()) {
    entries[name] = [files.get(name)!, { mtime, os: unix, attrs: readable, level: 9 }];
  }
  return zipSync(entries);
}
