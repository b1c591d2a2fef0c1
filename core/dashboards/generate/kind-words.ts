import type { Encoding, TileKind } from '../spec.ts';
import { COLOR, colorOf } from './color-words.ts';
import { sizeOf } from './size-words.ts';
import { type Taking, take } from './take.ts';
import { joined } from './words.ts';

/** Kinds of tiles in words. */

const KINDS: readonly [TileKind, string][] = [
  ['heatMap', 'heat ?maps?(?: charts?)?'],
  ['pivot', 'pivot(?: tables?)?|cross ?tab(?:le|ulation)?s?'],
  ['table', '(?:data )?tables?|grids?'],
  ['pie', 'pie(?: charts?)?|pies|donuts?(?: charts?)?|doughnuts?(?: charts?)?|ring charts?'],
  ['area', 'areas?(?: charts?| graphs?)|areas|area'],
  [
    'line',
    '(?:time ?series|trend)?(?: ?lines?)(?: charts?| graphs?| plots?)|time series(?: charts?)?|lines|line|trend charts?',
  ],
  ['bar', '(?:bars?|columns?)(?: charts?| graphs?| plots?)|bars|columns|bar'],
  ['scatter', 'scatter(?: ?plots?| charts?| graphs?)|scatters?|bubble charts?'],
  ['funnel', 'funnels?(?: charts?)?'],
  ['gauge', 'gauges?(?: charts?)?|speedometers?|dials?'],
  ['map', '(?:world |country |geo(?:graphic)? ?)?maps?(?: charts?)?|choropleths?'],
  [
    'number',
    'kpis?(?: cards?| tiles?| numbers?)?|(?:big |single )?number(?: tiles?| cards?)|big numbers?|score ?cards?|metric cards?|stat(?:istic)? (?:cards?|tiles?)|cards?',
  ],
];
const ARRANGED =
  '(?:(?<arranged>stacked|grouped|clustered|100 ?% stacked|percent(?:age)? stacked|horizontal|vertical|sideways) )*';
const SIZED = '(?:(?<sized>full[- ]width|half[- ]width|large|big|bigger|huge|small|tiny|wide|narrow|tall) )?';
const COLORED = `(?:(?<colored>${COLOR}) )?`;
const BEFORE = `(?:\\b(?:as|into|in form of|using|with|to)\\s+)?(?:\\b(?:an?|the|one|two|three|four|some|several)\\s+)?`;
const AFTER = '(?:\\s+(?:of|for|showing|that shows?|displaying|with|on|about|:))?';

const patterns = KINDS.map(
  ([kind, words]) =>
    [kind, new RegExp(`${BEFORE}(?<!\\w)${SIZED}${COLORED}${ARRANGED}(?<named>${words})\\b${AFTER}`, 'i')] as const,
);

/** Kinds that may stand without "as" only with what they are of: "table of orders"; else they may be content. */
const bare: ReadonlySet<TileKind> = new Set(['map', 'table', 'gauge', 'funnel', 'pivot', 'scatter']);

/** Takes the kind, with what is said of it, out of the words. */
export function takeKind(look: Taking): void {
  // "as a number" and "as numbers": "number of orders" is what is counted.
  take(look, /\bas (?:an? )?(?:(?:big|single) )?(numbers?|values?|totals?|figures?)\b(?! of\b)/i, match => {
    look.kind = 'number';
    look.several = /s$/i.test(match[1]!);
    return true;
  });
  take(look, /\bas (?:an? |the )?(lists?|feeds?)\b/i, () => {
    look.kind = 'list';
    return true;
  });
  if (look.kind !== undefined) return;
  for (const [kind, pattern] of patterns) {
    take(look, pattern, match => {
      const word = match.groups?.['named']?.trim() ?? '';
      const color = match.groups?.['colored'];
      const followed = /\s(?:of|for|showing|that shows?|displaying|with|on|about|:)$/i.test(match[0]);
      // "a line of the fill rate": a picture, and no line of an order.
      const begins = match.index === 0 && /^(?:an? )?(?:line|bar|column|area) of$/i.test(match[0].trim());
      const introduced = color !== undefined || begins || /^(?:as|into|in form of|using|to)\s/i.test(match[0]);
      const alone = joined(look.rest.replace(match[0], ' ')) === '';
      const atEdge = match.index === 0 || look.rest.slice(match.index + match[0].length).trim() === '';
      if (bare.has(kind) && !introduced && !followed && !alone && !atEdge) return false;
      // "by line", "order lines", "lines per order": a word of the model.
      if (
        /^(?:lines?|columns?|areas?|cards?|grids?|bars?)$/i.test(word) &&
        !introduced &&
        !alone &&
        match.groups?.['arranged'] === undefined
      )
        return false;
      look.kind = kind;
      look.several = /s$/i.test(word) && !/series$/i.test(word);
      if (kind === 'pie') {
        look.encoding = { ...look.encoding, shape: /donut|doughnut|ring/i.test(word) ? 'donut' : 'pie' };
      }
      takeArrangement(look, match[0]);
      look.size = sizeOf(match.groups?.['sized']) ?? look.size;
      if (color !== undefined) look.color = colorOf(color);
      return true;
    });
    if (look.kind !== undefined) return;
  }
  take(
    look,
    /\b(?:as )?(?:an? |the )?(?:charts?|graphs?|plots?|visuali[sz]ations?|widgets?|tiles?) (?:of|for|showing|that shows?)\b/i,
    () => true,
  );
}

export function takeArrangement(look: { encoding?: Encoding | undefined }, text: string): void {
  const encoding: { -readonly [K in keyof Encoding]: Encoding[K] } = { ...look.encoding };
  if (/\bhorizontal(?:ly)?\b|\bsideways\b/i.test(text)) encoding.orientation = 'horizontal';
  if (/\bvertical(?:ly)?\b/i.test(text)) encoding.orientation = 'vertical';
  if (/\b(?:100 ?%|percent(?:age)?)(?: stacked)?\b/i.test(text)) encoding.arrangement = 'percent';
  else if (/\bstack(?:ed)?\b/i.test(text)) encoding.arrangement = 'stacked';
  else if (/\b(?:grouped|clustered|side by side|unstack(?:ed)?)\b/i.test(text)) encoding.arrangement = 'grouped';
  if (Object.keys(encoding).length > 0) look.encoding = encoding;
}

/** Pictures that are not drawn here, and any other "… chart": what is left of the words without it. */
export function undrawnKind(text: string): { readonly named: string; readonly rest: string } | undefined {
  const match = undrawn.exec(text) ?? otherChart.exec(text);
  if (!match) return undefined;
  return { named: match[1]!.toLowerCase(), rest: joined(text.replace(match[0], ' ')) };
}

const undrawn =
  /(?:\b(?:as|into|in|to)\s+)?(?:\b(?:an?|the)\s+)?\b(tree ?maps?|sankeys?|radars?|spider|waterfalls?|candlesticks?|histograms?|box ?plots?|box[- ]and[- ]whiskers?|violins?|sunbursts?|word ?clouds?|tag ?clouds?|gantts?|timelines?|network graphs?|chord|polar|rose|marimekkos?|mosaic|bullet|parallel coordinates|contour|hexbin|stream ?graphs?|icicle)\b(?:\s+(?:charts?|plots?|diagrams?|graphs?))?(?:\s+(?:of|for|showing|with))?/i;
const otherChart = /\bas (?:an? )?((?!(?:nice|pretty|simple|new|small|big)\b)[a-z]+) (?:chart|plot|diagram|graph)s?\b/i;
