import { stemsOf } from '../../ask/words.ts';
import { CHART_KINDS, type DashboardSpec, type Tile, type TileKind } from '../spec.ts';

/** Which tile words mean. */
export interface Found {
  readonly tiles: readonly Tile[];
}
export interface NotFound {
  readonly reason: string;
  readonly nearest: readonly string[];
  /** The words that name no tile, where what is nearest are titles to be said in their place. */
  readonly said?: string | undefined;
}
export type Referred = Found | NotFound;

export const isFound = (referred: Referred): referred is Found => 'tiles' in referred;

/** The tile that is meant where only one can be; undefined of several. */
export const oneOf = (tiles: readonly Tile[]): Tile | undefined => (tiles.length === 1 ? tiles[0] : undefined);

export const severalMeant = (words: string, tiles: readonly Tile[]): NotFound => ({
  reason: tiles.length === 0 ? `There is no such tile as “${words}”.` : `“${words}” may be several tiles.`,
  nearest: tiles.slice(0, 5).map(({ title }) => title),
  said: words,
});

/** What tiles are called by their kind. */
const kindWords: readonly [RegExp, readonly TileKind[]][] = [
  [/\b(?:kpi|number|card|score ?card|figure)s?\b/i, ['number', 'gauge']],
  [/\bpivot(?: table)?s?\b/i, ['pivot']],
  [/\btables?\b/i, ['table', 'pivot']],
  [/\b(?:pie|donut|doughnut)(?: chart)?s?\b/i, ['pie']],
  [/\b(?:bar|column)s?(?: chart| graph)s?\b|\bbars\b/i, ['bar']],
  [/\b(?:line|trend)s?(?: chart| graph)s?\b/i, ['line', 'area']],
  [/\barea charts?\b/i, ['area']],
  [/\bheat ?maps?\b/i, ['heatMap']],
  [/\bmaps?\b/i, ['map']],
  [/\bfunnels?\b/i, ['funnel']],
  [/\bgauges?\b/i, ['gauge']],
  [/\blists?\b/i, ['list', 'table']],
  [/\bscatter(?: ?plot| chart)?s?\b/i, ['scatter']],
  [/\btexts?\b/i, ['text']],
];
const fillers =
  /\b(?:the|my|our|this|that|a|an|please|tiles?|charts?|graphs?|plots?|widgets?|visuali[sz]ations?|components?|panels?|titled|called|named|one|of|for)\b/gi;
const everything =
  /^(?:the )?(?:everything|all|all (?:of )?(?:the )?(?:tiles?|charts?|graphs?|numbers)|every (?:tile|chart)|each (?:tile|chart)|the (?:whole )?dashboard|the page)$/i;

/** @param touched the tile that the request spoke of last: what "it" means */
export function refer(words: string, spec: DashboardSpec, touched: string | undefined): Referred {
  const text = words.replace(/"/g, '').trim();
  const { tiles } = spec;
  const titles = tiles.map(({ title }) => title);
  if (everything.test(text)) return { tiles: allOf(text, tiles) };
  if (/^(?:it|this|that|them|this one|that one)$/i.test(text)) {
    const it = tiles.find(({ id }) => id === touched) ?? (tiles.length === 1 ? tiles[0] : undefined);
    return it
      ? { tiles: [it] }
      : { reason: `It is not clear which tile “${text}” is.`, nearest: titles.slice(0, 5), said: text };
  }
  const exact = tiles.filter(tile => tile.id === text || tile.title.toLowerCase() === text.toLowerCase());
  if (exact.length === 1) return { tiles: exact };
  const kind = kindWords.find(([pattern]) => pattern.test(text));
  const named = stemsOf((kind ? text.replace(kind[0], ' ') : text).replace(fillers, ' '));
  const ofKind = kind
    ? ofShape(
        text,
        tiles.filter(tile => kind[1].includes(tile.kind)),
      )
    : tiles;
  // "the number of orders" is no kind but a title.
  const all = stemsOf(text.replace(fillers, ' '));
  const byTitle = best(all, tiles);
  if (byTitle.length === 1) return { tiles: byTitle };
  if (named.length === 0) return byKind(text, ofKind, titles);
  const found = best(named, ofKind);
  if (found.length === 1) return { tiles: found };
  const several = found.length > 1 ? found : byTitle;
  if (several.length > 1) return severalMeant(text, several);
  return { reason: `There is no tile “${text}”.`, nearest: near(all, tiles), said: text };
}

/** "all charts" are those that are drawn, where there are some; "all tiles" are all. */
function allOf(text: string, tiles: readonly Tile[]): readonly Tile[] {
  if (/numbers/i.test(text)) return tiles.filter(({ kind }) => kind === 'number');
  const drawn = /\b(?:charts?|graphs?)\b/i.test(text) ? tiles.filter(({ kind }) => CHART_KINDS.has(kind)) : [];
  return drawn.length > 0 ? drawn : tiles;
}

/** "the donut" is the one with a hole, "the pie" the one without, where both are there. */
function ofShape(text: string, tiles: readonly Tile[]): readonly Tile[] {
  const shape = /\b(?:donut|doughnut)/i.test(text) ? 'donut' : /\bpie/i.test(text) ? 'pie' : undefined;
  const some = tiles.filter(({ encoding }) => (encoding?.shape ?? 'pie') === shape);
  return shape === undefined || some.length === 0 ? tiles : some;
}

function byKind(text: string, ofKind: readonly Tile[], titles: readonly string[]): Referred {
  if (/\b(?:numbers|cards|kpis|charts|tables|figures)\b/i.test(text) && ofKind.length > 0) return { tiles: ofKind };
  if (ofKind.length === 1) return { tiles: ofKind };
  if (ofKind.length === 0)
    return { reason: `There is no such tile as “${text}”.`, nearest: titles.slice(0, 5), said: text };
  return severalMeant(text, ofKind);
}

const ignored = new Set(['by', 'per', 'and', 'in', 'the', 'of', 'a', 'for', 'over', 'on']);
const wordsOf = (tile: Tile): Set<string> =>
  new Set([...stemsOf(tile.title), ...stemsOf(tile.id.replaceAll('-', ' '))]);

/** The tiles whose titles have all the words, those that say least besides. */
function best(stems: readonly string[], tiles: readonly Tile[]): readonly Tile[] {
  const wanted = stems.filter(stem => !ignored.has(stem));
  if (wanted.length === 0) return [];
  const whole = tiles.filter(tile => {
    const has = wordsOf(tile);
    return wanted.every(stem => has.has(stem));
  });
  const besides = (tile: Tile) =>
    stemsOf(tile.title).filter(stem => !ignored.has(stem) && !wanted.includes(stem)).length;
  const least = Math.min(...whole.map(besides));
  return whole.filter(tile => besides(tile) === least);
}

function near(stems: readonly string[], tiles: readonly Tile[]): string[] {
  const score = (tile: Tile) => stems.filter(stem => !ignored.has(stem) && wordsOf(tile).has(stem)).length;
  return tiles
    .map(tile => ({ tile, score: score(tile) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)
    .map(({ tile }) => tile.title);
}

const endsOpen = /(?:^|\s)(?:into|to|as|in|a|an|the|by|with|for|from|at|on|more|much)$/i;

/** The longest beginning of the words that names a tile, and the words after it. */
export function referPrefix(
  words: string,
  spec: DashboardSpec,
  touched: string | undefined,
): (Found & { readonly rest: string }) | NotFound {
  const parts = words.split(' ');
  for (let count = parts.length; count > 0; count -= 1) {
    const head = parts.slice(0, count).join(' ').replace(/[,:]$/, '');
    // A preposition or article at the end belongs to what follows.
    if (endsOpen.test(head)) continue;
    const found = refer(head, spec, touched);
    if (isFound(found) && found.tiles.length > 0) return { tiles: found.tiles, rest: parts.slice(count).join(' ') };
  }
  for (let count = 1; count <= parts.length; count += 1) {
    const head = parts.slice(0, count).join(' ');
    const found = endsOpen.test(head) ? undefined : refer(head, spec, touched);
    if (found && !isFound(found) && /several/.test(found.reason)) return found;
  }
  const whole = refer(words, spec, touched);
  return isFound(whole) ? { ...whole, rest: '' } : whole;
}
