import { type FoundField, fieldText } from '../plan/names.ts';
import { parsePlan } from '../plan/parse.ts';
import type { FieldInfo } from './catalogue.ts';
import type { RunPlan } from './values.ts';

/** First and last value of a field in the order of their characters. */
export interface ValueRange {
  readonly lowest: string;
  readonly highest: string;
}

/** Looks phrases up in a field that has too many values to hold. */
export interface LargeField {
  /** Values that are among the phrases, exactly as written. Each phrase is looked up once: later calls leave it out. */
  find(phrases: readonly string[], run: RunPlan): Promise<readonly string[]>;
}

/** Phrases that are remembered as looked up. */
const REMEMBERED = 50_000;

/** The highest value, whose distance to the lowest tells codes from words; undefined when there is none. */
export async function highestValue(field: FieldInfo, run: RunPlan): Promise<string | undefined> {
  const plan = parsePlan({
    dimensions: [{ field: field.id, name: 'value' }],
    limit: 2,
    orderBy: [{ column: 'value', direction: 'DESC' }],
  });
  // Two, because what is missing may come first.
  const rows = await run(plan, 2);
  return rows.map(row => row[0]).find(value => typeof value === 'string');
}

/** First, last and number of the values of a key. */
export async function keyRange(field: FoundField, run: RunPlan): Promise<{ count: number; range?: ValueRange }> {
  const measures = ['COUNT', 'MIN', 'MAX'].map(name => ({
    name: `key_${name.toLowerCase()}`,
    expression: `${name}(${fieldText(field)})`,
  }));
  const [[count, lowest, highest] = []] = await run(parsePlan({ measures }), 1);
  const range = typeof lowest === 'string' && typeof highest === 'string' ? { lowest, highest } : undefined;
  return { count: Number(count ?? 0), ...(range && { range }) };
}

/**
 * Most words of a question lie outside a range of codes (`SO-100` to `SO-999`), and most questions use words of
 * earlier ones: neither needs the engine.
 */
export function createLargeField(field: FieldInfo, range?: ValueRange): LargeField {
  const looked = new Set<string>();
  return {
    async find(phrases, run) {
      const open = forms(phrases).filter(phrase => !looked.has(phrase) && (range === undefined || lies(phrase, range)));
      if (open.length === 0) return [];
      const plan = parsePlan({
        dimensions: [{ field: field.id, name: 'value' }],
        where: [{ field: field.id, operator: 'in', values: open }],
        limit: open.length,
      });
      const rows = await run(plan, open.length);
      if (looked.size > REMEMBERED) looked.clear();
      // Only now: a question that comes meanwhile must not take what is being looked up for known.
      for (const phrase of open) looked.add(phrase);
      return rows.map(row => row[0]).filter(value => typeof value === 'string');
    },
  };
}

/** Codes are written with capitals and asked for without. */
const forms = (phrases: readonly string[]): string[] => [
  ...new Set(phrases.flatMap(phrase => (/\d/.test(phrase) ? [phrase, phrase.toUpperCase()] : [phrase]))),
];

/** Beyond these, JavaScript's order of characters is not the engines'. */
const reordered = /[\uD800-\uFFFF]/;

function lies(phrase: string, { lowest, highest }: ValueRange): boolean {
  if (reordered.test(phrase + lowest + highest)) return true;
  return phrase >= lowest && phrase <= highest;
}
