import type { COLORS, Encoding, TileKind } from '../spec.ts';
import { joined, NUMBER, numberOf } from './words.ts';

/** How a tile is to look, by words about looks; what is left are words about its content. */
export interface Look {
  readonly rest: string;
  readonly kind?: TileKind | undefined;
  /** The kind was named for several ("as numbers", "bar charts"). */
  readonly several?: boolean | undefined;
  readonly encoding?: Encoding | undefined;
  readonly size?: Size | undefined;
  readonly place?: PlaceWords | undefined;
  readonly color?: string | undefined;
  readonly comparison?: 'previousPeriod' | 'previousYear' | undefined;
  readonly sparkline?: boolean | undefined;
  readonly target?: number | undefined;
  readonly title?: string | undefined;
  readonly refresh?: number | undefined;
  readonly legend?: boolean | undefined;
  readonly labels?: boolean | undefined;
  readonly decimals?: number | undefined;
}

/** What of a look was said. */
export const defined = (look: Partial<Look>): Partial<Look> =>
  Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined));

export type Size =
  | 'full'
  | 'half'
  | 'third'
  | 'quarter'
  | 'twoThirds'
  | 'large'
  | 'small'
  | 'wide'
  | 'narrow'
  | 'tall'
  | 'short';
export interface PlaceWords {
  readonly vertical?: 'top' | 'bottom' | undefined;
  readonly horizontal?: 'left' | 'right' | 'center' | undefined;
  /** Beside another tile, which these words name. */
  readonly side?: 'below' | 'above' | 'rightOf' | 'leftOf' | undefined;
  readonly of?: string | undefined;
}

type Mutable = { -readonly [K in keyof Look]: Look[K] };

/** Takes a pattern out of the words. */
function take(look: Mutable, pattern: RegExp, use: (match: RegExpExecArray) => boolean | undefined): void {
  const match = pattern.exec(look.rest);
  if (!match || use(match) === false) return;
  look.rest = `${look.rest.slice(0, match.index)} ${look.rest.slice(match.index + match[0].length)}`;
}

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
const COLORED = () => `(?:(?<colored>${Object.keys(COLOR_WORDS).join('|')}|#[0-9a-f]{6}) )?`;
const BEFORE = `(?:\\b(?:as|into|in form of|using|with|to)\\s+)?(?:\\b(?:an?|the|one|two|three|four|some|several)\\s+)?`;
const AFTER = '(?:\\s+(?:of|for|showing|that shows?|displaying|with|on|about|:))?';

/** Kinds that may stand without "as" only with what they are of: "table of orders"; else they may be content. */
const bare: ReadonlySet<TileKind> = new Set(['map', 'table', 'gauge', 'funnel', 'pivot', 'scatter']);

function takeKind(look: Mutable): void {
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
  for (const [kind, words] of KINDS) {
    const named = `(?<named>${words})`;
    const pattern = new RegExp(`${BEFORE}(?<!\\w)${SIZED}${COLORED()}${ARRANGED}${named}\\b${AFTER}`, 'i');
    take(look, pattern, match => {
      const word = match.groups?.['named']?.trim() ?? '';
      const color = match.groups?.['colored'];
      const introduced = color !== undefined || /^(?:as|into|in form of|using|to)\s/i.test(match[0]);
      const followed = /\s(?:of|for|showing|that shows?|displaying|with|on|about|:)$/i.test(match[0]);
      const alone = joined(look.rest.replace(match[0], ' ')) === '';
      const atEdge = match.index === 0 || look.rest.slice(match.index + match[0].length).trim() === '';
      if (bare.has(kind) && !introduced && !followed && !alone && !atEdge) return false;
      // "by line", "order lines", "lines per order": a word of the model.
      if (/^(?:lines?|columns?|areas?|cards?|grids?|bars?)$/i.test(word) && !introduced && !alone) return false;
      look.kind = kind;
      look.several = /s$/i.test(word) && !/series$/i.test(word);
      if (/donut|doughnut|ring/i.test(word)) look.encoding = { ...look.encoding, shape: 'donut' };
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

const sizes: readonly [RegExp, Size][] = [
  [
    /^(?:full[- ]width|the (?:full|whole|entire) width|across (?:the )?(?:whole |full |entire )?(?:page|dashboard|width))$/i,
    'full',
  ],
  [/^(?:half[- ]width|half (?:of )?the width|half|1\/2 (?:of the )?width)$/i, 'half'],
  [/^(?:(?:two[- ]thirds?|2\/3)(?:[- ]width| of the width)?)$/i, 'twoThirds'],
  [/^(?:(?:(?:a |one )?third|1\/3)(?:[- ]width| of the width)?)$/i, 'third'],
  [/^(?:(?:(?:a |one )?quarter|1\/4)(?:[- ]width| of the width))$/i, 'quarter'],
  [/^(?:large|larger|big|bigger|huge)$/i, 'large'],
  [/^(?:small|smaller|tiny)$/i, 'small'],
  [/^(?:wide|wider)$/i, 'wide'],
  [/^(?:narrow|narrower)$/i, 'narrow'],
  [/^(?:tall|taller|higher)$/i, 'tall'],
  [/^(?:short|shorter|lower|flat|flatter)$/i, 'short'],
];
export const sizeOf = (text: string | undefined): Size | undefined =>
  text === undefined ? undefined : sizes.find(([pattern]) => pattern.test(text.trim()))?.[1];

const COLOR_WORDS: Readonly<Record<string, (typeof COLORS)[number]>> = {
  red: 'red',
  green: 'green',
  blue: 'blue',
  orange: 'orange',
  purple: 'purple',
  violet: 'purple',
  teal: 'teal',
  turquoise: 'teal',
  yellow: 'yellow',
  pink: 'pink',
  grey: 'grey',
  gray: 'grey',
};
export const COLOR = `(${Object.keys(COLOR_WORDS).join('|')}|#[0-9a-f]{6})`;
export const colorOf = (word: string): string => COLOR_WORDS[word.toLowerCase()] ?? word.toLowerCase();

const seconds: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3_600 };
export const REFRESH = String.raw`(?:refresh(?:ed|es|ing)?|update(?:d|s)?|updating|reload(?:ed|s)?)(?: (?:it|them|everything|all|tiles|data|the (?:dashboard|data)))?\s+(?:every|each)\s+(\d+ )?(second|minute|hour)s?`;
export const refreshOf = (match: RegExpExecArray): number => secondsOf(match[1], match[2]!);
/** Between what may be asked of a server and a day. */
export const secondsOf = (count: string | undefined, unit: string): number =>
  Math.min(86_400, Math.max(5, Number(count ?? 1) * seconds[unit.toLowerCase()]!));

export const COMPARISON =
  '(?:(?:with|and|plus)\\s+)?(?:(?:an?|the|its|their)\\s+)?(?:comparisons?|compared?|change|changes|delta|difference|vs\\.?|versus|against)\\s*(?:it |them |everything |all )?(?:to|with|from|against|vs\\.?|versus|over)?\\s*(?:the\\s+)?(?<period>previous period|prior period|period before|preceding period|(?:the )?same period (?:of )?last year|last year|previous year|prior year|the year before|year before|a year (?:ago|earlier|before)|year[- ]over[- ]year)';
export const comparisonOf = (period: string): 'previousPeriod' | 'previousYear' =>
  /year/i.test(period) ? 'previousYear' : 'previousPeriod';

function takePlace(look: Mutable): void {
  const lead = '(?:\\b(?:and )?(?:put|place|position|show|keep|move) (?:it|them|this|that) )?';
  const corner = new RegExp(
    `${lead}\\b(?:(?:at|in|on|to|into) )?(?:the )?(top|upper|bottom|lower)[ -](left|right|cent(?:er|re)|middle)(?:[ -]hand)?(?: corner| side)?(?: of the (?:dashboard|page))?\\b`,
    'i',
  );
  take(look, corner, ([, row, column]) => {
    look.place = { vertical: /top|upper/i.test(row!) ? 'top' : 'bottom', horizontal: horizontalOf(column!) };
    return true;
  });
  const beside = new RegExp(
    `${lead}\\b(below|under|underneath|beneath|above|next to|beside|(?:to the )?right of|(?:to the )?left of)\\s+(?:the )?(?<of>[^,;]+)$`,
    'i',
  );
  take(look, beside, match => {
    look.place = { side: sideOf(match[1]!), of: match.groups?.['of']?.trim() };
    return true;
  });
  if (look.place) return;
  // With nothing after it, "below" is under what was said before.
  take(look, /,?\s*\b(?:(?:right )?up top|(?:down )?below|underneath|at the end)$/i, ([words]) => {
    look.place = { vertical: /top/i.test(words) ? 'top' : 'bottom' };
    return true;
  });
  if (look.place) return;
  const edge = new RegExp(
    `${lead}\\b(?:at|on|to|in|along) (?:the )?(?:very )?(top|bottom)(?: row)?(?: of the (?:dashboard|page))?\\b(?! \\d)`,
    'i',
  );
  take(look, edge, ([, row]) => {
    look.place = { vertical: row!.toLowerCase() as 'top' | 'bottom' };
    return true;
  });
  const first = new RegExp(`${lead}\\b(?:first|to the front)$`, 'i');
  if (/\b(?:put|place|move|show)\b/i.test(look.rest)) {
    take(look, first, () => {
      look.place = { vertical: 'top', horizontal: 'left' };
      return true;
    });
  }
  const side = new RegExp(
    `${lead}\\b(?:on|to|at) the (left|right|middle|cent(?:er|re))(?:[ -]?hand)?(?: side)?\\b(?! of\\b)`,
    'i',
  );
  take(look, side, ([, column]) => {
    look.place = { ...look.place, horizontal: horizontalOf(column!) };
    return true;
  });
}

const horizontalOf = (word: string): 'left' | 'right' | 'center' =>
  /left/i.test(word) ? 'left' : /right/i.test(word) ? 'right' : 'center';
const sideOf = (word: string): NonNullable<PlaceWords['side']> =>
  /above/i.test(word) ? 'above' : /left/i.test(word) ? 'leftOf' : /right|next|beside/i.test(word) ? 'rightOf' : 'below';

/** Takes the words about looks out of a phrase. */
export function readLook(text: string): Look {
  const look: Mutable = { rest: text };
  take(
    look,
    /,?\s*\b(?:titled|entitled|called|named|with (?:the )?title)\s+(?:"([^"]+)"|([^,;"]+))/i,
    ([, quoted, plain]) => {
      look.title = (quoted ?? plain ?? '').trim();
      return look.title !== '';
    },
  );
  take(
    look,
    new RegExp(
      `\\b(?:(?:with|and|add|show|plus)\\s+)?(?:an?\\s+|the\\s+|its\\s+)?(?:target|goal|threshold)(?: ?line)?s?\\s*(?:of|at|is|=|:)?\\s*(${NUMBER})`,
      'i',
    ),
    ([, number]) => {
      look.target = numberOf(number!);
      return look.target !== undefined;
    },
  );
  take(look, new RegExp(COMPARISON, 'i'), match => {
    look.comparison = comparisonOf(match.groups!['period']!);
    return true;
  });
  take(
    look,
    /\b(?:(?:with|and|plus)\s+)?(?:an?\s+|its\s+|their\s+)?(?:spark ?lines?|trend ?lines?|mini(?:ature)? (?:charts?|trends?)|small trends?)\b/i,
    () => {
      look.sparkline = true;
      return true;
    },
  );
  take(look, new RegExp(`\\b(?:and )?${REFRESH}`, 'i'), match => {
    look.refresh = refreshOf(match);
    return true;
  });
  take(look, new RegExp(`\\b(?:in|colou?red|colou?r)\\s+(?:it )?${COLOR}(?![\\w-])`, 'i'), ([, color]) => {
    look.color = colorOf(color!);
    return true;
  });
  // With the one and without the other.
  for (const _ of ['legend', 'labels']) {
    take(look, /\b(with|and|without|no) (?:a |the )?(legend|labels)\b/i, ([, which, what]) => {
      look[what!.toLowerCase() as 'legend' | 'labels'] = /^(?:with|and)$/i.test(which!);
      return true;
    });
  }
  take(look, /\b(?:with (no|one|two|three|\d)|without(?: any)?) decimals?(?: places?)?\b/i, ([, count = 'no']) => {
    look.decimals = ['no', 'one', 'two', 'three'].indexOf(count.toLowerCase());
    if (look.decimals < 0) look.decimals = Number(count);
    return true;
  });
  take(look, /\bwith (?:a row of )?totals\b/i, () => {
    look.encoding = { ...look.encoding, totals: true };
    return true;
  });
  take(
    look,
    /\b(?:over |across |in |at |with )?((?:the )?(?:full|whole|entire|half|two[- ]thirds?|one[- ]third|third|quarter|[12]\/3|1\/[24])[- ](?:of the )?width|across the (?:whole |full |entire )?(?:page|dashboard|width))\b/i,
    ([, words]) => {
      look.size = sizeOf(words!.replace(/^the (?=half|third|quarter|two|one)/i, ''));
      return look.size !== undefined;
    },
  );
  takePlace(look);
  takeKind(look);
  return { ...look, rest: joined(look.rest) };
}
