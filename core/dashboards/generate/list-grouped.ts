import type { Parted } from './asked-as-one.ts';
import { type ContentReader, hasNumbers, isReading, isSingle } from './content.ts';
import { defined, readLook } from './look.ts';
import { named } from './tile.ts';

/** "stock, value and cover by warehouse": all of a list is by the groups at its end. */

export interface GroupedList {
  /** The parts, those of the list replaced. */
  readonly parts: readonly string[];
  /** Parts that are one request each, whatever their words. */
  readonly whole: ReadonlySet<string>;
  readonly parted: readonly Parted[];
}

const last = /^(.+?)\s+and\s+((?:(?!\s+and\s+).)+?)\s+((?:by|per|for each|over time)\b.*)$/i;
const grouped = /\b(?:by|per|for each|over time|monthly|weekly|daily|quarterly|yearly|trend|top|bottom)\b/i;

/** The numbers of a part, where it is numbers by themselves; undefined of anything else. */
async function numbersOf(part: string, reader: ContentReader): Promise<readonly string[] | undefined> {
  if (grouped.test(part)) return undefined;
  const reading = await reader.read(part);
  if (!isReading(reading) || !hasNumbers(reading) || !isSingle(reading.plan)) return undefined;
  return reading.plan.measures.map(({ metric, expression, name }) => metric ?? expression ?? name);
}

const alone = /^(.+?)\s+((?:by|per|for each|over time)\b.*)$/i;

/** "orders, revenue, and returns by month": with a comma before its end only the last is by it, which is told. */
async function lastAlone(parts: readonly string[], reader: ContentReader): Promise<GroupedList> {
  const [, number = '', groups = ''] = alone.exec(readLook(parts.at(-1) ?? '').rest) ?? [];
  const list = [...parts.slice(0, -1), number];
  const numbers = parts.length < 3 ? [undefined] : await Promise.all(list.map(one => numbersOf(one, reader)));
  const all = numbers.flatMap(one => one ?? []);
  const isList = numbers.every(one => one !== undefined) && new Set(all).size === all.length;
  if (!isList) return { parts, whole: new Set(), parted: [] };
  const nearest = `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  const reason = `Of the list only the last is shown ${groups}.`;
  return {
    parts,
    whole: new Set(),
    parted: [{ whole: parts.join(', '), reason, shown: [parts[0]!, parts.at(-1)!], nearest: [nearest] }],
  };
}

/** The list that ends in "… and C by X", where all before it are numbers of their own. */
export async function groupedList(parts: readonly string[], reader: ContentReader): Promise<GroupedList> {
  const asSaid: GroupedList = { parts, whole: new Set(), parted: [] };
  const end = parts.findIndex(part => last.test(part));
  const [, before = '', number = '', groups = ''] = last.exec(parts[end] ?? '') ?? [];
  const tail = readLook(groups);
  if (end < 1) return lastAlone(parts, reader);
  if (tail.contradiction || tail.rest === '') return asSaid;
  const own = await Promise.all([before, number].map(one => numbersOf(one, reader)));
  if (own.some(one => one === undefined)) return asSaid;
  const list = [before, number];
  const known = [...own];
  let kind = tail.kind;
  let start = end;
  while (start > 0) {
    const { rest, ...look } = readLook(parts[start - 1]!);
    const led = Object.keys(defined(look)).filter(member => member !== 'kind' && member !== 'several');
    const numbers = led.length > 0 ? undefined : await numbersOf(rest, reader);
    if (!numbers || (look.kind !== undefined && kind !== undefined)) break;
    list.unshift(rest);
    known.unshift(numbers);
    start -= 1;
    // "a table with A, B and C by X": its kind begins the list.
    kind ??= look.kind;
    if (look.kind !== undefined) break;
  }
  const all = known.flatMap(numbers => numbers ?? []);
  if (list.length < 3 || new Set(all).size < all.length || kind === 'number' || kind === 'gauge') return asSaid;
  const inKind = (words: string) => `${words} ${groups}${tail.kind || !kind ? '' : ` as a ${named(kind)}`}`;
  const text = `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
  const one = await reader.read(`${text} ${tail.rest}`);
  const shown = isReading(one) ? [inKind(text)] : list.map(inKind);
  return {
    parts: [...parts.slice(0, start), ...shown, ...parts.slice(end + 1)],
    whole: new Set(shown),
    parted: isReading(one)
      ? []
      : [{ whole: `${text} ${groups}`, reason: one.reason, shown: [shown[0]!, shown[1]!], nearest: [] }],
  };
}
