import { draws } from '../shows.ts';
import type { Tile, TileKind } from '../spec.ts';
import { rulesWith } from './cell-rules.ts';
import { type Compared, comparedWindow, otherPeriod } from './comparison-words.ts';
import { hasNumbers, isReading, perNumber, type Reading } from './content.ts';
import type { Work } from './context.ts';
import { divisionOf } from './division.ts';
import { withoutScale } from './gauge-scale.ts';
import { undrawnKind } from './kind-words.ts';
import { defined, type Look, readLook } from './look.ts';
import { withStacks } from './parts.ts';
import { placeFor } from './place.ts';
import { refreshWithin } from './refresh-words.ts';
import { placedLook } from './shown.ts';
import { addSpecial } from './special.ts';
import { kindOf, misfit, named, tileOf, titleOf } from './tile.ts';
import { capitalised } from './words.ts';

export interface AddOptions {
  /** Looks that were said of several things at once. */
  readonly shared?: Partial<Look> | undefined;
  /** What is told of that which can't be done; the words themselves when left out. */
  readonly request?: string | undefined;
  /** Words that, said in their place, would add what could be shown instead; those of a new dashboard when left out. */
  offer?(content: string): string;
  /** Puts tiles; the default is where words say, else where there is room. */
  place?(tile: Tile, look: Look): Tile['at'] | undefined;
}

/** Words before what is to be shown. "New customers" and "three best products" are what is shown. */
const tileWord = String.raw`(?=(?:[a-z]+ )?(?:tile|chart|graph|card|kpi|widget|panel|number|table|list|gauge|map|pie|donut|bar|line)s?\b)`;
const lead = new RegExp(
  String.raw`^(?:please\s+)?(?:(?:also\s+)?(?:add|include|insert|create|show(?: me)?|give me|display|i (?:also )?(?:want|need)|we need|has|have|with|showing|put|draw|plot|make|build|track|to see|to know|see|monitor)\s+)*(?:how\s+(?!many\b|much\b))?(?:(?:an?|the|our|my|some|another)\s+)?(?:(?:new|one|two|three|four)\s+${tileWord})?`,
  'i',
);

/** Adds a tile, or several, for words such as "revenue by month as a line chart at the top". True when something came of them. */
export async function addContent(work: Work, words: string, options: AddOptions = {}): Promise<boolean> {
  const text = words.replace(lead, '').trim();
  if (addSpecial(work, words, options.shared?.place)) return true;
  const own = divisionOf(await listedWith(work, text));
  const said: Look = { ...options.shared, ...defined(own), rest: own.rest };
  const look = { ...said, rest: withoutScale(work, said.rest, said.kind, options.request ?? words) };
  const content = look.rest.replace(lead, '').trim();
  const offered = (nearest: readonly string[]) => nearest.map(one => options.offer?.(one) ?? one);
  if (content === '') {
    work.refuse(options.request ?? words, 'It does not say what to show.', offered(await work.reader.complete('', 3)));
    return false;
  }
  const reading = await work.reader.read(content);
  if (!isReading(reading)) {
    if (await tellUndrawn(work, content, options.request ?? words)) return false;
    work.refuse(options.request ?? words, reading.reason, offered(reading.nearest), reading.final);
    return false;
  }
  const readings =
    look.kind === 'table' || look.kind === 'pivot' || look.kind === 'scatter'
      ? [reading]
      : perNumber(reading, work.reader.model);
  // One picture was named: that it has become several is told.
  if (readings.length > 1 && look.kind !== undefined && look.kind !== 'number' && !look.several) {
    work.assume([`“${content}” has numbers of different units: each has a ${named(look.kind)} of its own.`]);
  }
  let done = false;
  for (const one of readings) {
    const title = look.title !== undefined && readings.length === 1 ? look.title : titleFor(one, reading, work);
    done = (await addReading(work, options.request ?? words, one, look, title, options)) || done;
  }
  return done;
}

/**
 * "deals over 50k in a table with owner and stage": the table is how, and what it is with are its columns. "Late
 * shipments list" is a list of them, not how many there are.
 */
async function listedWith(work: Work, text: string): Promise<string> {
  const [, things] = /^(.+?)\s+(?:lists?|feeds?)$/i.exec(text) ?? [];
  const rows = things !== undefined && (await work.reader.read(`list ${things}`));
  if (rows && isReading(rows) && rows.plan.fields.length > 0) return `list ${things} as a list`;
  const match = /^(.+?)\s+(?:in|as)\s+(?:an?|the|one)\s+(table|list)\s+(?:with|showing|of)\s+(.+)$/i.exec(text);
  if (!match) return text;
  const [, what, kind, columns] = match;
  const { rest, ...look } = readLook(`with ${columns}`);
  const reading = Object.keys(defined(look)).length === 0 && (await work.reader.read(`${what} ${rest}`));
  return reading && isReading(reading) ? `${what} ${rest} as a ${kind}` : text;
}

/** A picture that is not drawn here, of something that can be: told with those that are. */
async function tellUndrawn(work: Work, content: string, request: string): Promise<boolean> {
  const undrawn = undrawnKind(content);
  const reading = undrawn && (await work.reader.read(undrawn.rest));
  if (!undrawn || !reading || !isReading(reading)) return false;
  const kinds = [kindOf(reading, work.reader.model), 'table' as const].filter(
    (one, at, all) => all.indexOf(one) === at,
  );
  work.refuse(
    request,
    `There is no ${undrawn.named} chart here.`,
    kinds.map(kind => `${undrawn.rest} as a ${named(kind)}`),
  );
  return true;
}

/** Of several numbers each is called by its own name. */
function titleFor(one: Reading, whole: Reading, work: Work): string {
  if (one === whole) return titleOf(whole.question);
  const [measure] = one.plan.measures;
  const metric = work.reader.model.model.metrics.find(({ name }) => name === measure?.metric);
  const name = measure?.label ?? metric?.label ?? (measure?.metric ?? measure?.name ?? '').replaceAll('_', ' ');
  const grouped = /\b(?:by|per|over time|in|for|last|this)\b.*$/i.exec(whole.question)?.[0] ?? '';
  return capitalised(`${name} ${grouped}`.trim());
}

async function addReading(
  work: Work,
  words: string,
  first: Reading,
  look: Look,
  title: string,
  options: AddOptions,
): Promise<boolean> {
  const fitted = await fittingReading(work, words, first, look);
  if (!fitted) return false;
  const date = await work.reader.dateOf(fitted.reading);
  const { model } = work.reader;
  const called = fitted.title ?? title;
  const kind = fittingKind(work, fitted.reading, fitted.look);
  const { plan } = fitted.reading;
  const stacked = withStacks(work, fitted.look, { title: called, plan }, words);
  const shownLook = placedLook(work, stacked, { kind, title: called, plan }, words);
  const refresh = shownLook.refresh === undefined ? undefined : refreshWithin(work, shownLook.refresh);
  const tile = tileOf(
    { ...fitted, look: { ...shownLook, kind, refresh }, title: called, taken: work.taken, date },
    model,
  );
  const comparable = await withRules(work, withWindow(work, tile, date, shownLook.comparison, words), shownLook, words);
  const at = options.place?.(comparable, fitted.look) ?? placeFor(fitted.look.place, tile.at, work.spec);
  if (!at) {
    const titles = work.spec.tiles.map(one => one.title).slice(0, 5);
    work.refuse(words, `There is no tile “${look.place?.of}” to put it beside: it is put where there is room.`, titles);
  }
  const same = work.sameAs(comparable, look.title !== undefined);
  if (same) {
    work.assume([`“${same.title}” was asked for more than once: it is shown once.`], same.id);
    return true;
  }
  work.added.add(tile.id);
  work.do({ kind: 'addTile', tile: { ...comparable, at: at ?? placeFor(undefined, tile.at, work.spec)! } });
  const { size, place } = look;
  if (size !== undefined || place?.horizontal !== undefined || place?.side !== undefined) work.sized.add(tile.id);
  work.assume(fitted.reading.assumptions, tile.id);
  return true;
}

/** With colours by value, as far as words say them of numbers that it shows; what they do not is told. */
async function withRules(work: Work, tile: Tile, { rules: said }: Look, request: string): Promise<Tile> {
  const rules = said && (await rulesWith(work, tile, said));
  if (!rules) return tile;
  if ('reason' in rules) {
    work.refuse(request, rules.reason, rules.nearest);
    return tile;
  }
  return { ...tile, style: { ...tile.style, rules: [...rules] } };
}

/** A comparison needs a window: without one it is over the last 12 months. */
function withWindow(
  work: Work,
  tile: Tile,
  date: string | undefined,
  how: Compared | undefined,
  request: string,
): Tile {
  const { plan, comparison } = tile;
  const other = how && comparison && otherPeriod(tile, work.spec, how);
  if (other !== undefined) {
    work.refuse(request, other, [`compare ${tile.title} with the previous period`], true);
    const { comparison: _, ...rest } = tile;
    return rest;
  }
  const has = plan?.time?.range ?? plan?.time?.grain ?? work.spec.time;
  if (!comparison || has !== undefined) return tile;
  if (date === undefined) {
    work.refuse(tile.title, 'It is counted by no date: there is nothing to compare it with.');
    const { comparison: _, ...rest } = tile;
    return rest;
  }
  const { range, told } = how?.window ?? comparedWindow;
  work.assume([told], tile.id);
  return { ...tile, time: { ...tile.time, range } };
}

/** The kind that was asked for, else the one that shows it best: colours by value need cells. */
function fittingKind(work: Work, reading: Reading, { kind, rules }: Look): TileKind {
  if (kind !== undefined) return kind;
  const best = kindOf(reading, work.reader.model);
  return rules === undefined || draws(best, 'rules') ? best : 'table';
}

/** The reading in the kind that was asked for, made to fit where that says no more than the words; else told. */
async function fittingReading(
  work: Work,
  words: string,
  reading: Reading,
  look: Look,
): Promise<{ reading: Reading; look: Look; title?: string } | undefined> {
  const kind = fittingKind(work, reading, look);
  const problem = misfit(kind, reading, work.reader.model);
  if (!problem) return { reading, look };
  if ((kind === 'line' || kind === 'area') && hasNumbers(reading) && reading.plan.fields.length === 0) {
    const periods = await work.reader.read(`${reading.question} by month`);
    if (isReading(periods) && periods.plan.time?.grain !== undefined) {
      work.assume([`${capitalised(named(kind))}s go over time: it is shown by month.`]);
      return { reading: periods, look, title: titleOf(periods.question) };
    }
  }
  work.refuse(
    words,
    problem.reason,
    problem.nearest.map(near => `${reading.question} as a ${named(near)}`),
  );
  return undefined;
}
