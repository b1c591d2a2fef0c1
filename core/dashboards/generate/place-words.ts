import { type Taking, take } from './take.ts';

/** Where words put a tile. */
export interface PlaceWords {
  readonly vertical?: 'top' | 'bottom' | undefined;
  readonly horizontal?: 'left' | 'right' | 'center' | undefined;
  /** Beside another tile, which these words name. */
  readonly side?: 'below' | 'above' | 'rightOf' | 'leftOf' | undefined;
  readonly of?: string | undefined;
}

/** Takes the place out of the words. */
export function takePlace(look: Taking): void {
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
    `${lead}\\b(?:at|on|to|in|along|across) (?:the )?(?:very )?(top|bottom)(?: row)?(?: of the (?:dashboard|page))?\\b(?! \\d)`,
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
    `${lead}\\b(?:on|to|at|in) the (left|right|middle|cent(?:er|re))(?:[ -]?hand)?(?: side)?\\b(?! of\\b)`,
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
