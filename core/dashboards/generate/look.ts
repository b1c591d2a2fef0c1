import type { Encoding, TileKind } from '../spec.ts';
import { COLOR, colorOf } from './color-words.ts';
import { COMPARISON, type Compared, comparisonOf } from './comparison-words.ts';
import { takeKind } from './kind-words.ts';
import { type PlaceWords, takePlace } from './place-words.ts';
import { REFRESH, refreshOf } from './refresh-words.ts';
import { rulesIn } from './said-rules.ts';
import { type Size, sizeOf } from './size-words.ts';
import { type Taking, take } from './take.ts';
import type { SaidRule } from './tone-words.ts';
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
  readonly comparison?: Compared | undefined;
  readonly sparkline?: boolean | undefined;
  readonly target?: number | undefined;
  readonly title?: string | undefined;
  readonly refresh?: number | undefined;
  readonly legend?: boolean | undefined;
  readonly labels?: boolean | undefined;
  readonly decimals?: number | undefined;
  /** Two words of which only one can hold. */
  readonly contradiction?: readonly [string, string] | undefined;
  /** Colours by value. */
  readonly rules?: readonly SaidRule[] | undefined;
}

/** What of a look was said. */
export const defined = (look: Partial<Look>): Partial<Look> =>
  Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined));

/** Words before colours by value that are about nothing else. */
const introducing =
  /[\s,]*(?:\b(?:with|and|highlight(?:ing|ed)?|mark(?:ing|ed)?|flag(?:ging|ged)?|colou?r(?:ing|ed)?|shad(?:e|ing|ed)|the|cells?|values?|numbers?)\b[\s,]*)+$/i;

/** "highlighting margin below 10 % in red": the number that the colours are about. */
const highlighted =
  /[\s,]*(?:\b(?:with|and)\s+)?\b(?:highlight(?:ing|ed)?|mark(?:ing|ed)?|flag(?:ging|ged)?|colou?r(?:ing|ed)?)\s+([^,]*)$/i;
const cells = /^(?:(?:the|cells?|values?|numbers?|of|with|where)\b\s*)+/i;

/** "…, colouring rows red below 10 %", "with the whole row red when …": it is the rows that have the colours. */
const rows =
  /[\s,]*\b(?:(?:with|and|highlight(?:ing|ed)?|mark(?:ing|ed)?|flag(?:ging|ged)?|colou?r(?:ing|ed)?|shad(?:e|ing|ed))\s+)+(?:the |all )?(?:(?:whole|entire|full) )?rows?\s*$/i;

/** Takes the words about looks out of a phrase. */
export function readLook(text: string): Look {
  const look: Taking = { rest: text };
  take(
    look,
    /,?\s*\b(?:titled|entitled|called|named|with (?:the )?title)\s+(?:"([^"]+)"|([^,;"]+))/i,
    ([, quoted, plain]) => {
      look.title = (quoted ?? plain ?? '').trim();
      return look.title !== '';
    },
  );
  const { rules: found, before: all, after } = rulesIn(look.rest, false);
  if (found.length > 0) {
    const isRow = rows.test(all);
    const before = all.replace(rows, ' ');
    const rules = isRow ? found.map(rule => ({ ...rule, marks: 'row' as const })) : found;
    const column = highlighted.exec(before)?.[1]?.replace(cells, '').trim() ?? '';
    look.rules = column === '' ? rules : rules.map(rule => ({ column, ...rule }));
    look.rest = `${before.replace(column === '' ? introducing : highlighted, ' ')} ${after}`;
  }
  take(
    look,
    new RegExp(
      `\\b(?:(?:with|and|add|show|plus|vs\\.?|versus|against|compared (?:to|with))\\s+)?(?:an?\\s+|the\\s+|its\\s+|our\\s+)?(?:target|goal|threshold)(?: ?line)?s?\\s*(?:of|at|is|=|:)?\\s*(${NUMBER})`,
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
  take(
    look,
    /\b(?:(?:with|(?:round(?:ed)? )?to) (no|zero|one|two|three|\d)|without(?: any)?) decimals?(?: places?)?\b/i,
    ([, count = 'no']) => {
      look.decimals = ['no', 'one', 'two', 'three'].indexOf(count.toLowerCase().replace('zero', 'no'));
      if (look.decimals < 0) look.decimals = Number(count);
      return true;
    },
  );
  take(look, /\b(with|and|without|no) (?:any |a |the )?(?:row of |grand )?totals\b/i, ([, which]) => {
    look.encoding = { ...look.encoding, totals: /^(?:with|and)$/i.test(which!) };
    return true;
  });
  let width: string | undefined;
  // Of one tile only one of two widths can hold.
  for (const _ of ['width', 'another']) {
    take(
      look,
      /\b(?:over |across |in |at |with )?((?:the )?(?:full|whole|entire|half|two[- ]thirds?|one[- ]third|third|quarter|[12]\/3|1\/[24])[- ](?:of the )?width|across the (?:whole |full |entire )?(?:page|dashboard|width)|\d\d? (?:grid )?columns? wide)\b/i,
      ([, words]) => {
        const size = sizeOf(words!.replace(/^the (?=half|third|quarter|two|one)/i, ''));
        if (size === undefined) return false;
        if (width !== undefined && size !== look.size) look.contradiction = [width, words!];
        width = words!;
        look.size = size;
        return true;
      },
    );
  }
  take(look, /\bsized (?:very )?(large|big|huge|small|tiny|wide|narrow|tall)\b/i, ([, size]) => {
    look.size = sizeOf(size);
    return look.size !== undefined;
  });
  takePlace(look);
  takeKind(look);
  return { ...look, rest: joined(look.rest) };
}
