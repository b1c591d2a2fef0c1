import type { Tile } from '../spec.ts';
import { addContent } from './add.ts';
import { withAfterthoughts } from './afterthoughts.ts';
import { tellParted } from './asked-as-one.ts';
import { boardDirective, takeFolder, takeTheme } from './board.ts';
import { isReading } from './content.ts';
import type { Work } from './context.ts';
import { editByWords } from './edit.ts';
import { introduction, narrowTo, setWindow } from './introduction.ts';
import { groupedList } from './list-grouped.ts';
import { defined, type Look, readLook } from './look.ts';
import { withIt } from './of-it.ts';
import { placeLead } from './place-lead.ts';
import { andParts, commaParts, sentencesOf } from './split.ts';
import { isAboutTones } from './tone-rule.ts';
import { topicTiles } from './topic.ts';
import { windowList } from './window-list.ts';
import { capitalised, tidied } from './words.ts';

/** A dashboard of words. */

export interface ComposeOptions {
  /** What it is about, where the description does not say. */
  readonly topic?: string | undefined;
  /** Datasets that content is taken from where the description names none. */
  readonly datasets?: readonly string[] | undefined;
}

/** What a description was about, for a title. */
export async function compose(work: Work, description: string, options: ComposeOptions): Promise<{ topic: string }> {
  const sentences = sentencesOf(tidied(description));
  let topic = '';
  let concerns = '';
  for (const [index, sentence] of sentences.entries()) {
    const themed = takeFolder(work, takeTheme(work, sentence));
    const intro = index === 0 ? introduction(themed) : { topic: '', content: themed, of: '' };
    if (intro.topic !== '') topic = intro.topic;
    if (intro.of !== '' && !setWindow(work, intro.of)) concerns = intro.of;
    if (intro.content !== '') await sentenceTiles(work, intro.content);
  }
  const hasTiles = work.spec.tiles.length > 0;
  if (!hasTiles && topic !== '' && work.outcome().unfulfilled.length === 0) await contentOrTopic(work, topic, options);
  if (!hasTiles && topic === '' && work.outcome().unfulfilled.length === 0)
    await contentOrTopic(work, options.topic ?? '', options);
  fillRows(work);
  if (concerns !== '') await narrowTo(work, concerns);
  return { topic: topic === '' ? (options.topic ?? '') : topic };
}

/** "dashboard of revenue by month and open orders": the topic was the content. */
async function contentOrTopic(work: Work, topic: string, options: ComposeOptions): Promise<void> {
  if (topic !== '' && /\b(?:by|per|top \d+|over time)\b/i.test(topic)) await sentenceTiles(work, topic);
  if (work.spec.tiles.length > 0) return;
  await topicTiles(work, topic, options.datasets);
}

/** The parts of a sentence: each about the whole dashboard, or a tile. */
async function sentenceTiles(work: Work, sentence: string): Promise<void> {
  if (await boardDirective(work, sentence)) return;
  const led = placeLead(work, sentence);
  const head = eachOf(headOf(led.content));
  const isList = await isOneList(work, head.content);
  const said = isList ? [head.content] : partsOf(head.content, work.reader.now);
  const { parts: pieces, look } = withAfterthoughts(said, head.look, work.reader.now);
  const list = head.look?.kind === 'number' ? undefined : await groupedList(pieces, work.reader);
  tellParted(work, list?.parted ?? []);
  const parts: string[] = [];
  for (const part of list?.parts ?? pieces) {
    if (isList || isDirectivePart(part) || list?.whole.has(part)) parts.push(part);
    else {
      const divided = await andParts(part, work.reader, parts.length > 0);
      parts.push(...divided.parts);
      tellParted(work, divided.parted);
    }
  }
  const whole = joinedLists(parts);
  const looks = sharedLooks(whole, look);
  for (const [index, part] of whole.entries()) {
    if (await boardDirective(work, part)) continue;
    if (aboutIt.test(part) || (work.spec.tiles.length > 0 && isAboutTones(part))) await editByWords(work, part);
    else {
      const own = index > 0 ? placeLead(work, part) : { content: part };
      const place = own.place ?? led.place;
      await addContent(work, own.content, { shared: { ...(place && { place }), ...looks[index] } });
    }
  }
}

/** What commas divide, each with what it takes from the one before. */
function partsOf(text: string, now: Date): readonly string[] {
  const parts: string[] = [];
  for (const part of windowList(commaParts(text), now)) parts.push(withIt(parts.at(-1) ?? '', part));
  return parts;
}

/** "put it top right": about the tile before. */
const aboutIt =
  /^(?:and\s+)?(?:put|place|move|make|show|colou?r|turn|keep|compare|display|position|set) (?:it|them|this|that|the (?:first|last) one)\b/i;

/** "KPIs for revenue, orders and margin": a kind that was said of all that follows. */
function headOf(sentence: string): { content: string; look: Partial<Look> | undefined } {
  const match =
    /^(?:(?:add|show(?: me)?|with|the|some|\d+|two|three|four|five|six|and|include|has|have|key|main|big)\s+)*(kpis?|(?:kpi |number |score ?|metric )(?:cards?|tiles?)|big numbers|numbers|cards|bar charts|line charts|pie charts|tables)\s*(?:for|of|:|showing|with|like|such as|\()\s*(.+?)\)?$/i.exec(
      sentence,
    );
  if (!match || !/s$/i.test(match[1]!)) return { content: sentence, look: undefined };
  const kind = readLook(`as ${match[1]}`).kind;
  return kind === undefined ? { content: sentence, look: undefined } : { content: match[2]!, look: { kind } };
}

/** "revenue, orders and margin, each with a sparkline": a look that was said of all. */
function eachOf(head: ReturnType<typeof headOf>): ReturnType<typeof headOf> {
  const match = /^(.+?),?\s+(?:each|all)\s+((?:with|in|as|compared)\b.+)$/i.exec(head.content);
  const { rest, ...look } = readLook(match?.[2] ?? '');
  return !match || rest !== '' ? head : { content: match[1]!, look: { ...head.look, ...defined(look) } };
}

const filterWords = /\b(?:filters?|filterable|slicers?|dropdowns?|selectors?)\b/i;
const isDirectivePart = (part: string): boolean => filterWords.test(part);

/** "open deals with name, stage and amount": one list of rows, whose commas are between its columns. */
async function isOneList(work: Work, text: string): Promise<boolean> {
  const [first = '', ...more] = commaParts(text);
  if (more.length === 0 || !/\bwith\b/i.test(first)) return false;
  for (const words of [first, text]) {
    const reading = await work.reader.read(readLook(words).rest);
    if (!isReading(reading) || reading.plan.fields.length === 0) return false;
  }
  return true;
}

/** "filters for country, channel": what follows a list of fields and is nothing by itself belongs to it. */
function joinedLists(parts: readonly string[]): string[] {
  const whole: string[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    const continues =
      last !== undefined &&
      /\bfilter(?:s|able|ed)?\b.*\b(?:by|for|on)\b/i.test(last) &&
      /^[\p{L} ]{2,30}$/u.test(part) &&
      part.split(' ').length <= 2;
    if (continues) whole[whole.length - 1] = `${last}, ${part}`;
    else whole.push(part);
  }
  return whole;
}

/** "revenue, orders and margin as numbers at the top": looks in the plural go for the bare ones before, too. */
function sharedLooks(parts: readonly string[], head: Partial<Look> | undefined): (Partial<Look> | undefined)[] {
  const own = parts.map(part => readLook(part));
  const bare = own.map(
    look =>
      look.kind === undefined &&
      look.place === undefined &&
      !/\b(?:by|per|over time|top \d+|trends?|daily|weekly|monthly|quarterly|yearly)\b/i.test(look.rest),
  );
  return parts.map((_, index) => {
    if (!bare[index]) return undefined;
    const next = bare.findIndex((one, at) => at > index && !one);
    const giver = next < 0 ? undefined : own[next];
    const isBareGiver = giver !== undefined && !/\b(?:by|per|over time)\b/i.test(giver.rest);
    if (giver?.several && isBareGiver) return sharedLook(giver);
    return head;
  });
}

/** What is said of several: all but what is one's own. */
function sharedLook({ rest: _, several: __, title: ___, target: ____, ...look }: Look): Partial<Look> {
  return look;
}

/** What was put where there was room: a picture alone in its rows takes all of their width. */
function fillRows(work: Work): void {
  const { tiles } = work.spec;
  const isAlone = (tile: Tile) =>
    tiles.every(({ id, at }) => id === tile.id || at.y + at.h <= tile.at.y || at.y >= tile.at.y + tile.at.h);
  for (const tile of tiles) {
    if (!wideKinds.has(tile.kind) || tile.at.x !== 0 || tile.at.w === 12 || !isAlone(tile) || work.sized.has(tile.id))
      continue;
    work.do({ kind: 'resizeTile', tile_id: tile.id, to: { w: 12, h: tile.at.h } });
  }
}

const wideKinds: ReadonlySet<string> = new Set(['line', 'area', 'bar', 'heatMap', 'map', 'scatter']);

export const dashboardTitle = (topic: string, fallback: string): string => {
  const words = topic === '' || /^(?:show|give|make|build|create|add|i want|i need)\b/i.test(topic) ? fallback : topic;
  return capitalised(/\b(?:dashboard|overview|report|board)\b/i.test(words) ? words : `${words} dashboard`).slice(
    0,
    120,
  );
};
