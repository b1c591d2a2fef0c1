import type { Tile } from '../spec.ts';
import { addContent } from './add.ts';
import { boardDirective, selectValues } from './board.ts';
import { changeContent, changeKindOf } from './change.ts';
import { isReading } from './content.ts';
import type { Work } from './context.ts';
import { COMPARISON, comparisonOf, readLook } from './look.ts';
import { isFound, type NotFound, refer, referPrefix } from './refer.ts';
import { compare, restyle, takeAdjectives } from './restyle.ts';
import { commaParts, sentencesOf } from './split.ts';
import { windowOf } from './time.ts';
import { idOf, joined, NUMBER, numberOf, tidied } from './words.ts';

/** Changes of a dashboard by words. Each rule either carries its words out (or tells why not), or passes. */

type Rule = (work: Work, words: string) => Promise<boolean> | boolean;

const tell = (work: Work, words: string, { reason, nearest }: NotFound): true => {
  work.refuse(words, reason, nearest);
  return true;
};

const rename: Rule = (work, words) => {
  const match =
    /^(?:rename|retitle|relabel|change the (?:title|name) of|set the title of)\s+(.+?)\s+(?:to|as|into)\s+"?(.+?)"?$/i.exec(
      words,
    ) ??
    /^(?:call|name|title)\s+(.+?)\s+"(.+)"$/i.exec(words) ??
    /^(?:call|name)\s+((?:the )?\S+(?: (?:tile|chart|table|number))?)\s+(.+)$/i.exec(words);
  if (!match) return false;
  if (/^(?:it|(?:the|this) (?:dashboard|board|page))$/i.test(match[1]!) && !(match[1] === 'it' && work.touched)) {
    work.do({ kind: 'retitle', value: match[2]!.slice(0, 120) });
    return true;
  }
  const found = refer(match[1]!, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  const [tile] = found.tiles;
  if (tile) work.do({ kind: 'retitleTile', tile_id: tile.id, value: match[2]!.slice(0, 120) });
  return true;
};

const takeAway: Rule = (work, words) => {
  const match =
    /^(?:remove|drop|delete|hide|clear|no more|without)\s+(?:the |its |all )?(comparisons?|spark ?lines?|trend ?lines?|targets?(?: lines?)?|goals?|legends?|labels?|annotations?|colou?rs?|descriptions?)(?:\s+(?:from|of|on|in|for)\s+(.+))?$/i.exec(
      words,
    );
  if (!match) return false;
  const found = refer(match[2] ?? 'everything', work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  const what = match[1]!.toLowerCase();
  for (const { id: tile_id, style } of found.tiles) {
    if (/^comparison/.test(what)) work.do({ kind: 'setComparison', tile_id, value: null });
    else if (/^(?:spark|trend)/.test(what)) work.do({ kind: 'setSparkline', tile_id, value: null });
    else if (/^(?:target|goal)/.test(what)) work.do({ kind: 'setTarget', tile_id, value: null });
    else if (/^annotation/.test(what)) work.do({ kind: 'setAnnotations', tile_id, value: null });
    else if (/^description/.test(what)) work.do({ kind: 'describeTile', tile_id, value: null });
    else if (/^colou?r/.test(what)) work.do({ kind: 'restyleTile', tile_id, value: null });
    else
      work.do({
        kind: 'restyleTile',
        tile_id,
        value: { ...style, [/^legend/.test(what) ? 'legend' : 'labels']: false },
      });
  }
  return true;
};

const remove: Rule = (work, words) => {
  const match = /^(?:remove|delete|drop|get rid of|take away|take out|throw out)\s+(.+)$/i.exec(words);
  if (!match) return false;
  const whole = refer(match[1]!, work.spec, work.touched);
  const names = isFound(whole) ? [match[1]!] : match[1]!.split(/\s*,\s*(?:and\s+)?|\s+and\s+/);
  for (const name of names) {
    const found = refer(name, work.spec, work.touched);
    if (!isFound(found)) tell(work, words, found);
    else if (work.preserve) {
      const titles = found.tiles.map(({ title }) => title).join(', ');
      const reason = `“${titles}” is to stay: what the dashboard does is preserved.`;
      work.refuse(words, reason, [`make ${name} small`], true);
    } else for (const { id } of found.tiles) work.do({ kind: 'removeTile', tile_id: id });
  }
  return true;
};

const swap: Rule = (work, words) => {
  const match = /^(?:swap|exchange|switch the places of)\s+(.+?)\s+(?:and|with|for)\s+(.+)$/i.exec(words);
  if (!match) return false;
  const [one, other] = [refer(match[1]!, work.spec, work.touched), refer(match[2]!, work.spec, work.touched)];
  if (!isFound(one)) return tell(work, words, one);
  if (!isFound(other)) return tell(work, words, other);
  const [a, b] = [one.tiles[0], other.tiles[0]];
  // Each takes the place and the room of the other: nothing else moves.
  if (a && b) work.do({ kind: 'arrange', places: { [a.id]: b.at, [b.id]: a.at } });
  return true;
};

const duplicate: Rule = (work, words) => {
  const match = /^(?:duplicate|copy|clone)\s+(.+)$/i.exec(words);
  if (!match) return false;
  const found = refer(match[1]!, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  for (const tile of found.tiles) {
    const at = { ...tile.at, y: tile.at.y + tile.at.h };
    work.do({
      kind: 'addTile',
      tile: { ...tile, id: idOf(tile.id, work.taken), title: `${tile.title} (copy)`.slice(0, 120), at },
    });
  }
  return true;
};

const tidy: Rule = (work, words) => {
  if (
    !/^(?:tidy|tidy up|clean up|pack|close the gaps?|re-?arrange)(?: (?:the )?(?:layout|dashboard|tiles|everything|it|board))?$/i.test(
      words,
    )
  )
    return false;
  work.do({ kind: 'tidy' });
  return true;
};

const target: Rule = (work, words) => {
  const added = new RegExp(
    `^(?:add|set|show|draw|put|give|mark)\\s+(?:(.+?)\\s+)?(?:an?\\s+|the\\s+)?(?:target|goal|threshold|reference)(?: ?line)?\\s*(?:of|at|to|=|:)?\\s*(${NUMBER})(?:\\s+(?:to|on|for|in|of)\\s+(.+))?$`,
    'i',
  ).exec(words);
  const set = new RegExp(
    `^(?:set|change|move)\\s+the\\s+(?:target|goal|threshold)(?: ?line)?\\s+(?:of|for|on)\\s+(.+?)\\s+(?:to|at|=)\\s*(${NUMBER})$`,
    'i',
  ).exec(words);
  const match = added ?? set;
  if (!match) return false;
  const [name, number] = added ? [added[3] ?? added[1], added[2]] : [set![1], set![2]];
  const value = numberOf(number!);
  if (value === undefined) return false;
  const found = name === undefined ? it(work) : refer(name, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  for (const { id } of found.tiles) work.do({ kind: 'setTarget', tile_id: id, value: { value } });
  return true;
};

/** The tile that was spoken of; else the only one that can have a target. */
function it(work: Work): ReturnType<typeof refer> {
  const touched = refer('it', work.spec, work.touched);
  if (isFound(touched)) return touched;
  const fitting = work.spec.tiles.filter(({ kind }) => ['line', 'area', 'bar', 'number', 'gauge'].includes(kind));
  const charts = fitting.filter(({ kind }) => kind !== 'number');
  const [only] = charts.length > 0 ? charts : fitting;
  if (only && (charts.length === 1 || fitting.length === 1)) return { tiles: [only] };
  return { reason: 'It does not say for which tile.', nearest: fitting.map(({ title }) => title).slice(0, 5) };
}

const annotate: Rule = (work, words) => {
  const match =
    /^(?:annotate|mark|add (?:an? )?(?:annotation|note|marker))(?: (?:to|on|in) (.+?))?(?: at| on)? (\d{4}-\d{2}-\d{2})(?: (?:as|with|saying|:))? "?(.+?)"?(?: (?:to|on|in) (.+))?$/i.exec(
      words,
    );
  if (!match) return false;
  const found = (match[1] ?? match[4]) ? refer((match[1] ?? match[4])!, work.spec, work.touched) : it(work);
  if (!isFound(found)) return tell(work, words, found);
  for (const { id, annotations = [] } of found.tiles) {
    const taken = new Set(annotations.map(one => one.id));
    const note = {
      id: idOf(match[3]!, taken),
      kind: 'line' as const,
      axis: 'x' as const,
      from: match[2]!,
      label: match[3]!,
    };
    work.do({ kind: 'setAnnotations', tile_id: id, value: [...annotations, note] });
  }
  return true;
};

const compareTile: Rule = (work, words) => {
  const match =
    /^(?:compare|show)\s+(?<what>.+?)\s+(?:compared\s+)?(?:to|with|against|vs\.?|versus)\s+(?:the\s+)?(?<period>previous period|prior period|period before|(?:same period )?last year|previous year|year before|a year ago)$/i.exec(
      words,
    );
  const of =
    match ??
    new RegExp(`^${COMPARISON} (?:for|on|of|to|in) (?<what>.+)$`, 'i').exec(words.replace(/^(?:add|show) /i, ''));
  const what = of?.groups?.['what'];
  if (!of || what === undefined) return false;
  const found = refer(what, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  for (const tile of found.tiles) if (tile.plan) compare(work, tile, comparisonOf(of.groups!['period']!));
  return true;
};

/** "show revenue for the last 6 months": the window of one tile. */
const tileWindow: Rule = (work, words) => {
  const match = /^(?:show|limit|restrict|set|use|change|look at)\s+(.+)$/i.exec(words);
  if (!match) return false;
  const found = referPrefix(match[1]!, work.spec, work.touched);
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
const make: Rule = async (work, words) => {
  const match =
    /^(?:make|turn|change|convert|switch|transform|set|display|render|show|colou?r|paint|resize|stretch|move|put|place|position|bring|keep|give|split|break|group|slice|sort|order|rank|limit|filter|stack|drill)\s+(?:down\s+)?(.+)$/i.exec(
      words,
    );
  if (!match) return false;
  const found = referPrefix(match[1]!, work.spec, work.touched);
  if (!isFound(found)) {
    if (/^(?:show|give|display|put|filter|limit|set|keep)\b/i.test(words)) return false;
    return tell(work, words, found);
  }
  const rest = found.rest.replace(/^(?:down|up|so that it is|to be|be|look)\s+/i, '');
  const verb = /^(?:stack|colou?r|paint)/i.exec(words)?.[0].toLowerCase();
  // Dividing keeps the groups that are there.
  const divides = /^(?:split|break|slice|drill)\b/i.test(words);
  for (const tile of found.tiles)
    await changeTile(work, tile, verb === 'stack' ? `stacked ${rest}` : rest, words, divides);
  return true;
};

async function changeTile(work: Work, tile: Tile, rest: string, words: string, divides: boolean): Promise<void> {
  work.touched = tile.id;
  const look = takeAdjectives(
    readLook(rest.replace(/^(?:(?:in)?to|as)\s+(?=(?:an? |the )?(?:top|bottom|left|right|upper|lower)\b)/i, 'at ')),
  );
  const content = look.rest
    .replace(/^(?:(?:in)?to|as|with|of|showing|and)\s+/i, '')
    .replace(/^(?:split|broken down|grouped|sliced)\s+(?=by\b)/i, '');
  let said = false;
  if (content !== '' && !/^(?:instead|please|too|again)$/i.test(content)) {
    said = true;
    const range = windowOf(content, work.reader.now);
    if (range) work.do({ kind: 'setTileTime', tile_id: tile.id, value: { ...tile.time, range } });
    else if (
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
  if (now && restyle(work, now, look, words)) said = true;
  if (!said)
    work.refuse(words, `It does not say what to do with “${tile.title}”.`, [
      `turn ${tile.title} into a table`,
      `make ${tile.title} bigger`,
    ]);
}

const add: Rule = async (work, words) => {
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
  await addContent(work, list, { request: words });
  return true;
};

/** "add a sparkline to revenue", "show the legend of orders". */
const addLook: Rule = (work, words) => {
  const match = /^(?:add|show|give|put)\s+(.+?)\s+(?:to|on|for|of|in)\s+(.+)$/i.exec(words);
  if (!match) return false;
  const look = readLook(/^(?:the |an? )?(?:legend|labels)$/i.test(match[1]!) ? `with ${match[1]}` : match[1]!);
  if (look.rest !== '' || look.kind !== undefined || look.place !== undefined) return false;
  const found = refer(match[2]!, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  for (const tile of found.tiles) restyle(work, tile, look, words);
  return true;
};

const rules: readonly Rule[] = [
  addLook,
  rename,
  takeAway,
  swap,
  duplicate,
  tidy,
  target,
  annotate,
  compareTile,
  boardDirective,
  remove,
  tileWindow,
  make,
  add,
];

/** Verbs that begin a command: where a comma or "and" is followed by one, another command begins. */
const verb =
  '(?:add|remove|delete|drop|rename|retitle|call|move|put|place|make|turn|change|convert|switch|show|hide|compare|set|use|swap|duplicate|copy|tidy|filter|refresh|break|split|group|sort|limit|include|annotate|give|resize|stack|get rid of|colou?r|also)';

export const commandsOf = (text: string): string[] =>
  sentencesOf(text).flatMap(sentence =>
    sentence
      .split(
        new RegExp(
          `\\s*,\\s*(?:and |then |also )*(?=${verb}\\b)|\\s+(?:and|then)\\s+(?:then |also )?(?=${verb}\\b(?! (?:it|them) (?:at|in|on|to|below|above|next|beside)\\b))`,
          'i',
        ),
      )
      .map(part => part.trim())
      .filter(part => part !== ''),
  );

/** Carries out what words say is to be changed. */
export async function editByWords(work: Work, text: string): Promise<void> {
  for (const command of commandsOf(tidied(text))) {
    const words = joined(
      command.replace(
        /^(?:(?:please|could you|can you|would you|now|then|also|and|but|let's|i want (?:you )?to|i'd like (?:you )?to)\s+)+/i,
        '',
      ),
    );
    if (words !== '') await obey(work, words);
  }
}

async function obey(work: Work, words: string): Promise<void> {
  for (const rule of rules) if (await rule(work, words)) return;
  const parts = commaParts(words);
  if (parts.length > 1) {
    for (const part of parts) await obey(work, part);
    return;
  }
  if (await selectValues(work, words)) return;
  const titles = work.spec.tiles.map(({ title }) => title);
  const asContent = isReading(await work.reader.read(readLook(words).rest)) ? [`add ${words}`] : [];
  const nearest = [...asContent, ...titles.slice(0, 2).map(title => `turn ${title} into a table`)];
  work.refuse(words, 'It is not clear what this changes.', nearest);
}
