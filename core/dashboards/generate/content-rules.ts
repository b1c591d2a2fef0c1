import type { Tile } from '../spec.ts';
import { addContent } from './add.ts';
import { changeContent, changeKindOf } from './change.ts';
import type { Work } from './context.ts';
import { withoutScale } from './gauge-scale.ts';
import { undrawnKind } from './kind-words.ts';
import { readLook } from './look.ts';
import { isFound, type NotFound, refer, referPrefix } from './refer.ts';
import { restyle, takeAdjectives } from './restyle.ts';
import { type Rule, tell } from './rule.ts';
import { windowOf } from './time.ts';

/** What tiles show and how: added, or changed. */

/** "show revenue for the last 6 months": the window of one tile. */
export const tileWindow: Rule = (work, words) => {
  const match = /^(?:show|limit|restrict|set|use|change|look at)\s+(.+)$/i.exec(words);
  if (!match) return false;
  const named = /^the (?:time )?(?:window|period|range|time|date range|time range) (?:of|for|on) (.+)$/i.exec(
    match[1]!,
  );
  const found = referPrefix(named?.[1] ?? match[1]!, work.spec, work.touched);
  if (!isFound(found)) return false;
  const range = windowOf(found.rest.replace(/^(?:to|as|by)\s+/i, ''), work.reader.now);
  if (!range) return false;
  for (const { id, time } of found.tiles) {
    const { pinned: _, ...rest } = time ?? {};
    work.do({ kind: 'setTileTime', tile_id: id, value: { ...rest, range } });
  }
  return true;
};

/** "make revenue bigger", "turn it into a bar chart by region", "move the table to the top right", "break revenue down by month". */
export const make: Rule = async (work, words) => {
  const match =
    /^(?:make|turn|change|convert|switch|transform|set|display|render|show|colou?r|paint|resize|stretch|move|put|place|position|bring|keep|give|split|break|group|slice|sort|order|rank|limit|filter|stack|drill|round)\s+(?:down\s+)?(.+)$/i.exec(
      words,
    );
  if (!match) return false;
  const sorts = /^(?:sort|order|rank)\b/i.test(words);
  const prefix = referPrefix(match[1]!, work.spec, work.touched);
  const found = sorts && isFound(prefix) && prefix.rest === '' ? sortedTile(work, match[1]!, prefix) : prefix;
  if (!isFound(found)) {
    const isIt = /^(?:it|this|that|them)\b/i.test(match[1]!);
    if (!isIt && /^(?:show|give|display|put|filter|limit|set|keep)\b/i.test(words)) return false;
    if (isIt) return tell(work, words, refer(match[1]!.split(' ')[0]!, work.spec, work.touched) as NotFound);
    return tell(work, words, found);
  }
  const [own, others] = elided(work, found.rest);
  if (others !== '') {
    const command = words.slice(0, words.length - match[1]!.length);
    const titled = match[1]!.slice(0, match[1]!.length - found.rest.length);
    await make(work, `${command}${titled}${own}`);
    return make(work, `${command}${others}`);
  }
  const rest = found.rest.replace(/^(?:down|up|so that it is|to be|be|look)\s+/i, '');
  const stacks = /^stack\b/i.test(words);
  // Dividing keeps the groups that are there, and what is stacked is what divides them.
  const divides = /^(?:split|break|slice|drill|stack)\b/i.test(words) || /\bstacked\s+by\b/i.test(rest);
  for (const tile of found.tiles)
    await changeTile(work, tile, stacks ? `stacked ${rest}` : sorts ? `sorted ${rest}` : rest, words, {
      divides,
      several: found.tiles.length > 1,
    });
  return true;
};

/** "sort the table by revenue" sorts the table, even where "the table by revenue" could be its name. */
function sortedTile<F extends { readonly rest: string }>(work: Work, words: string, whole: F) {
  const [, name = '', by = ''] = /^(.+)\s+(by\s+.+)$/i.exec(words) ?? [];
  const found = name === '' ? undefined : refer(name, work.spec, work.touched);
  return found && isFound(found) ? { ...found, rest: by } : whole;
}

/** "… taller, the pie smaller and the funnel orange": where the next tile begins, the verb goes for it too. */
function elided(work: Work, rest: string): readonly [string, string] {
  for (const { 0: and, index } of rest.matchAll(/,\s*(?:and\s+)?|\s+and\s+/gi)) {
    const next = rest.slice(index + and.length);
    const found = index === 0 ? undefined : referPrefix(next, work.spec, undefined);
    if (found && isFound(found) && found.rest !== '') return [rest.slice(0, index), next];
  }
  return [rest, ''];
}

interface Said {
  /** The groups that are there stay. */
  readonly divides: boolean;
  /** The words are about several tiles. */
  readonly several: boolean;
}

async function changeTile(
  work: Work,
  tile: Tile,
  rest: string,
  words: string,
  { divides, several }: Said,
): Promise<void> {
  work.touched = tile.id;
  const look = takeAdjectives(
    readLook(
      rest.replace(
        /^(?:(?:in)?to|as)\s+(?=(?:an? |the )?(?:top|bottom|left|right|upper|lower)\b(?! of\b| \d))/i,
        'at ',
      ),
    ),
  );
  if (look.contradiction) {
    const [one, other] = look.contradiction;
    work.refuse(words, `“${one}” and “${other}” contradict each other.`, [], true);
    return;
  }
  const content = withoutScale(work, look.rest, look.kind ?? tile.kind, words)
    .replace(/^(?:(?:in)?to|as|with|of|showing|and)\s+/i, '')
    .replace(/^(?:split|broken down|grouped|sliced)\s+(?=by\b)/i, '');
  let said = false;
  if (content !== '' && !/^(?:instead|please|too|again)$/i.test(content)) {
    said = true;
    const undrawn = undrawnKind(content);
    if (undrawn?.rest === '') {
      const nearest = ['bar chart', 'table'].map(kind => `turn ${tile.title} into a ${kind}`);
      work.refuse(words, `There is no ${undrawn.named} chart here.`, nearest, true);
      return;
    }
    const range = windowOf(content, work.reader.now);
    if (range) {
      work.do({ kind: 'setTileTime', tile_id: tile.id, value: { ...tile.time, range } });
      if (look.kind !== undefined && !(await changeKindOf(work, work.tile(tile.id)!, look.kind, words))) return;
    } else if (
      !(await changeContent(
        work,
        tile,
        divides && /^by\b/i.test(content) ? `also ${content}` : content,
        words,
        look.kind,
      ))
    )
      return;
  } else if (look.kind !== undefined) {
    said = true;
    if (!(await changeKindOf(work, tile, look.kind, words))) return;
  }
  const now = work.tile(tile.id);
  if (now && (await restyle(work, now, look, words, several))) said = true;
  if (!said)
    work.refuse(words, `It does not say what to do with “${tile.title}”.`, [
      `turn ${tile.title} into a table`,
      `make ${tile.title} bigger`,
    ]);
}

export const add: Rule = async (work, words) => {
  if (
    !/^(?:also )?(?:add|include|insert|create|show|give me|i (?:also )?(?:want|need)|we (?:also )?need|put|new|display)\b/i.test(
      words,
    )
  )
    return false;
  const list = words.replace(
    /^(?:also )?(?:add|include|insert|create|show(?: me)?|give me|i (?:also )?(?:want|need)|we (?:also )?need|put|new|display)\s+/i,
    '',
  );
  await addContent(work, list.replace(/\s+(?:to|on|onto) (?:the|this|my) (?:dashboard|board|page)$/i, ''), {
    request: words,
    offer: content => `add ${content}`,
  });
  return true;
};

/** "add a sparkline to revenue", "show the legend of orders". */
export const addLook: Rule = async (work, words) => {
  const match = /^(?:add|show|give|put)\s+(.+?)\s+(?:to|on|for|of|in)\s+(.+)$/i.exec(words);
  if (!match) return false;
  const look = readLook(
    /^(?:the |an? )?(?:legend|(?:data |value )?labels|values)$/i.test(match[1]!)
      ? `with ${/legend/i.test(match[1]!) ? 'legend' : 'labels'}`
      : match[1]!,
  );
  if (look.rest !== '' || look.kind !== undefined || look.place !== undefined) return false;
  const found = refer(match[2]!, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  for (const tile of found.tiles) await restyle(work, tile, look, words, found.tiles.length > 1);
  return true;
};
