import * as v from 'valibot';
import { type Entry, plain } from './entry.ts';
import type { FaultLog } from './faults.ts';
import { present, readMaps } from './read.ts';
import type { Extension } from './types.ts';

const name = v.pipe(v.string(), v.trim(), v.minLength(1));

/** The keys of the COMMON vendor's JSON, with what each must be in words. */
const KEYS = {
  unit: { schema: name, expected: 'a text' },
  format: {
    schema: v.picklist(['number', 'integer', 'currency', 'percent', 'duration', 'date', 'text']),
    expected: 'number, integer, currency, percent, duration, date or text',
  },
  decimals: {
    schema: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15)),
    expected: 'a whole number from 0 to 15',
  },
  time_field: { schema: name, expected: 'a field as dataset.field' },
  grain: {
    schema: v.picklist(['year', 'quarter', 'month', 'week', 'day', 'hour']),
    expected: 'year, quarter, month, week, day or hour',
  },
  drill_path: { schema: v.array(name), expected: 'a list of fields as dataset.field' },
  freshness: {
    schema: v.pipe(v.string(), v.regex(/^P(?=.)(\d+[YMWD])*(T(\d+[HMS])+)?$/)),
    expected: 'an ISO 8601 duration such as P1D',
  },
  lower_is_better: { schema: v.boolean(), expected: 'true or false' },
  semi_additive: { schema: v.boolean(), expected: 'true or false' },
  roles: { schema: v.record(name, name), expected: 'an object of roles, each a field, metric or expression' },
  hidden: { schema: v.boolean(), expected: 'true or false' },
} as const;

const camelCase = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** What the vendor COMMON adds to an element. Other vendors' data and unknown keys are left alone. */
export function readExtension(map: Entry, faults: FaultLog): Extension {
  const values: Record<string, unknown> = {};
  for (const item of readMaps(map, 'custom_extensions', faults)) {
    if (present(item, 'vendor_name')?.text?.toUpperCase() !== 'COMMON') continue;
    const data = readData(item, faults);
    for (const [key, { schema, expected }] of Object.entries(KEYS)) {
      if (data?.[key] === undefined || data[key] === null) continue;
      const result = v.safeParse(schema, data[key]);
      if (result.success) values[camelCase(key)] = result.output;
      else faults.add(item.get('data') ?? item, 'model.extension', { key, expected });
    }
  }
  return Object.freeze(values) as Extension;
}

function readData(item: Entry, faults: FaultLog): Record<string, unknown> | undefined {
  const entry = present(item, 'data');
  if (!entry) return undefined;
  if (entry.isMap) return plain(entry) as Record<string, unknown>;
  try {
    const data: unknown = JSON.parse(entry.text ?? '');
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as Record<string, unknown>;
    faults.add(entry, 'model.extension_json', { reason: 'it is no object.' });
  } catch (cause) {
    faults.add(entry, 'model.extension_json', { reason: cause instanceof Error ? cause.message : String(cause) });
  }
  return undefined;
}
