import type { Entry } from './entry.ts';
import type { FaultLog } from './faults.ts';

/** What a value of a file is, in words. */
function describeEntry(entry: Entry): string {
  if (entry.isMap) return 'a map';
  if (entry.isList) return 'a list';
  if (entry.isNull) return 'empty';
  return typeof entry.scalar === 'string' ? 'a text' : `the ${typeof entry.scalar} ${entry.text}`;
}

/** Tells that a value has the wrong shape. */
export function wrongShape(entry: Entry, expected: string, faults: FaultLog): undefined {
  const what = String(entry.path.at(-1) ?? 'The file');
  faults.add(entry, 'model.shape', { what, expected, found: describeEntry(entry) });
  return undefined;
}

/** The value of a key, undefined when absent or null. */
export function present(map: Entry, key: string): Entry | undefined {
  const entry = map.get(key);
  return entry && !entry.isNull ? entry : undefined;
}

/** A text, trimmed; numbers and booleans count as the text that they are written as. */
export function readText(map: Entry, key: string, faults: FaultLog): string | undefined {
  const entry = present(map, key);
  if (!entry) return undefined;
  return entry.text?.trim() ?? wrongShape(entry, 'a text', faults);
}

/** A text that has to be there; a fault and '' when it is not. */
export function requireText(map: Entry, key: string, what: string, faults: FaultLog): string {
  const entry = present(map, key);
  const text = readText(map, key, faults);
  if (text) return text;
  if (!entry || text === '') faults.add(entry ?? map, 'model.missing', { what, key });
  return '';
}

/** The items of a list; a single value counts as a list of one. */
export function readItems(map: Entry, key: string): readonly Entry[] {
  const entry = present(map, key);
  if (!entry) return [];
  return entry.isList ? entry.items() : [entry];
}

/** The maps of a list; a single map counts as a list of one, anything else is a fault. */
export function readMaps(map: Entry, key: string, faults: FaultLog): readonly Entry[] {
  return readItems(map, key).filter(item => item.isMap || wrongShape(item, 'a map', faults));
}

/** The texts of a list; a lone text counts as a list of one. */
export function readTexts(map: Entry, key: string, faults: FaultLog): readonly string[] {
  return readItems(map, key).flatMap(item => item.text?.trim() ?? wrongShape(item, 'a text', faults) ?? []);
}
