import { changeContent } from './change.ts';
import { isReading, perNumber } from './content.ts';
import { controlFor, controlOf, fieldNamed } from './fields.ts';
import { readLook } from './look.ts';
import { isFound, oneOf, refer } from './refer.ts';
import type { Rule } from './rule.ts';
import { isSpecial } from './special.ts';
import { named } from './tile.ts';

/** Words that are for one tile: what is added to what it shows, and what it is narrowed to. */

/** The page is no tile, even where there is one only. */
const wholePage =
  /^(?:the |this |my )?(?:whole |entire )?(?:dashboard|board|page|everything|all|top|bottom|left|right|end)\b/i;

const manyNumbers: ReadonlySet<string> = new Set(['table', 'pivot', 'list', 'line', 'area', 'bar', 'scatter']);

/** "add units sold to the table", "include region in revenue by month". */
export const addToTile: Rule = async (work, words) => {
  const match =
    /^(?:also )?(?:add|include|put|insert)\s+(.+?)\s+(?:to|in|into|on|as an? (?:column|series) (?:to|in|of))\s+(.+)$/i.exec(
      words,
    );
  if (!match || wholePage.test(match[2]!) || isSpecial(match[1]!)) return false;
  const look = readLook(match[1]!);
  if (look.kind !== undefined || look.rest === '') return false;
  const found = refer(match[2]!, work.spec, work.touched);
  const tile = isFound(found) ? oneOf(found.tiles) : undefined;
  if (!tile?.plan) return false;
  const what = look.rest.replace(/^(?:the|an?)\s+/i, '').replace(/\s+(?:columns?|series)$/i, '');
  const reading = await work.reader.follow({ question: tile.question ?? tile.title, plan: tile.plan }, `also ${what}`);
  const isNumber = isReading(reading) && reading.plan.measures.length > tile.plan.measures.length;
  if (isNumber && (!manyNumbers.has(tile.kind) || (tile.kind !== 'table' && isMixed(reading)))) {
    const reason = manyNumbers.has(tile.kind)
      ? `“${tile.title}” and ${what} have different units: one ${named(tile.kind)} can’t show both.`
      : `A ${named(tile.kind)} shows one number.`;
    work.refuse(words, reason, [`add ${what}`, `turn ${tile.title} into a table`], true);
    return true;
  }
  work.touched = tile.id;
  await changeContent(work, tile, isNumber || !isReading(reading) ? `also ${what}` : `also by ${what}`, words);
  return true;

  function isMixed(all: Parameters<typeof perNumber>[0]): boolean {
    return perNumber(all, work.reader.model).length > 1;
  }
};

/** "filter the table by country": a control that concerns that tile alone. */
export const filterTile: Rule = async (work, words) => {
  const match = /^filter\s+(.+?)\s+by\s+(?:the\s+)?([^=<>]+)$/i.exec(words);
  if (!match || wholePage.test(match[1]!)) return false;
  const found = refer(match[1]!, work.spec, work.touched);
  const field = isFound(found) ? await fieldNamed(work, match[2]!) : undefined;
  if (!isFound(found) || field === undefined) return false;
  const existing = controlFor(work, field);
  if (existing && existing.tiles === undefined) {
    work.assume([`The filter “${existing.label}” is there already: it concerns all tiles that have the field.`]);
    return true;
  }
  const tiles = [...new Set([...(existing?.tiles ?? []), ...found.tiles.map(({ id }) => id)])];
  work.do({ kind: 'putFilter', filter: { ...(existing ?? controlOf(field, work)), tiles } });
  return true;
};

/** "show only Europe on revenue by month", "revenue by month only for Germany". */
export const narrowTile: Rule = async (work, words) => {
  const match =
    /^(?:show |keep |use )?(?:only|just)\s+(.+?)\s+(?:on|in|for)\s+(.+)$/i.exec(words) ??
    /^(?:filter|limit|restrict|narrow)\s+(?<tile>.+?)\s+(?:to|down to|for)\s+(?:only\s+)?(?<value>.+)$/i.exec(words);
  if (!match) return false;
  const [value, name] = match.groups ? [match.groups['value']!, match.groups['tile']!] : [match[1]!, match[2]!];
  if (wholePage.test(name)) return false;
  const found = refer(name, work.spec, work.touched);
  if (!isFound(found) || found.tiles.some(({ plan }) => plan === undefined)) return false;
  // A field by itself is a control for all.
  if (/^(?:the )?(?:top|bottom|first|last|best|worst|past|previous|this)\b|\d/i.test(value)) return false;
  for (const tile of found.tiles) {
    work.touched = tile.id;
    await changeContent(work, tile, `only ${value}`, words);
  }
  return true;
};
