import { type ContentReader, isReading, type NotRead } from './content.ts';
import type { Work } from './context.ts';
import type { Look } from './look.ts';
import { named } from './tile.ts';

/** What one ranking or one grouping was asked for, "top 5 products by revenue and orders": as one where that can be. */

/** What can't be shown as it was asked, in one: what is shown of it, and what is told. */
export interface Parted {
  /** What it was asked in. */
  readonly whole: string;
  readonly reason: string;
  /** What is shown in its place: both halves, or the one that can be where one picture was asked for. */
  readonly shown: readonly [string] | readonly [string, string];
  /** Requests that would show more of it. */
  readonly nearest: readonly string[];
}

/** Two halves around an "and": their words with and without what they say about looks. */
export interface Halves {
  readonly one: { readonly words: string; readonly look: Look };
  readonly other: { readonly words: string; readonly look: Look };
}

/** The whole as one question: a thing by itself is how many there are of it, as it would be on its own. */
async function wholeOf({ one, other }: Halves, reader: ContentReader): Promise<{ second: string; refused?: NotRead }> {
  const second = other.look.rest;
  const asSaid = await reader.read(`${one.look.rest} and ${second}`);
  if (isReading(asSaid)) return { second };
  const alone = await reader.read(second);
  const counted = isReading(alone) ? alone.question : second;
  if (counted === second) return { second, refused: asSaid };
  const whole = await reader.read(`${one.look.rest} and ${counted}`);
  return { second: counted, ...(!isReading(whole) && { refused: whole }) };
}

const inKind = (words: string, kind: Look['kind']): string =>
  kind === undefined || kind === 'number' ? words : `${words} as a ${named(kind)}`;

/** A ranking by two numbers. In one picture, where one was named, it is by the first alone. */
export async function rankedAsOne(halves: Halves, reader: ContentReader): Promise<string | Parted> {
  const { one, other } = halves;
  const { second, refused } = await wholeOf(halves, reader);
  if (!refused) return second === other.look.rest ? other.words : other.words.replace(other.look.rest, second);
  const kind = one.look.kind ?? other.look.kind;
  const isOnePicture = kind !== undefined && kind !== 'number' && kind !== 'gauge';
  const ranking = one.look.rest.replace(/\bby\s.*$/i, `by ${second}`);
  const nearest = ranking !== one.look.rest && isReading(await reader.read(ranking)) ? [inKind(ranking, kind)] : [];
  return {
    whole: `${one.words} and ${other.words}`,
    reason: refused.reason,
    shown: isOnePicture
      ? [one.look.kind === undefined ? inKind(one.words, kind) : one.words]
      : [one.words, other.words],
    nearest: isOnePicture ? [...nearest, second] : nearest,
  };
}

/** Two numbers by one grouping. Where they can't be in one, each is grouped by itself. */
export async function groupedAsOne(halves: Halves, reader: ContentReader): Promise<string | Parted> {
  const { one, other } = halves;
  const { refused } = await wholeOf(halves, reader);
  if (!refused) return other.words;
  const [grouping = ''] = /\b(?:by|per|for each|over time)\b.*$/i.exec(other.look.rest) ?? [];
  const grouped = `${one.look.rest} ${grouping}`;
  const isGrouped = grouping !== '' && isReading(await reader.read(grouped));
  const kind = one.look.kind ?? other.look.kind;
  return {
    whole: `${one.words} and ${other.words}`,
    reason: refused.reason,
    shown: isGrouped
      ? [inKind(grouped, kind), other.look.kind === undefined ? inKind(other.words, kind) : other.words]
      : [one.words, other.words],
    nearest: [],
  };
}

/** "stock, value and cover by warehouse": of a list only the last is grouped, which is told. */
export function lastGrouped({ one, other }: Halves): Parted {
  const [grouping = ''] = /\b(?:by|per|for each|over time)\b.*$/i.exec(other.look.rest) ?? [];
  return {
    whole: `${one.words} and ${other.words}`,
    reason: `Of the list only the last is shown ${grouping}.`,
    shown: [one.words, other.words],
    nearest: [`${one.look.rest} ${grouping}`],
  };
}

/** Says what was parted and why; what is not shown at all is left to be done. */
export function tellParted(work: Work, all: readonly Parted[]): void {
  for (const { whole, reason, shown, nearest } of all) {
    if (shown.length === 1) work.refuse(whole, reason, nearest);
    else {
      const more = nearest.length === 0 ? '' : ` “${nearest[0]}” can be asked for by itself.`;
      work.assume([`“${whole}” is taken apart: ${reason}${more}`]);
    }
  }
}
