import { isBoardWords } from './board-words.ts';
import { defined, type Look, readLook } from './look.ts';
import { beside } from './place-lead.ts';
import { isSpecial } from './special.ts';
import { windowOf } from './time.ts';

/** What goes on with the groups or leaves some out. */
const goesOn =
  /^(?:(?:sorted|ordered|ranked)\b|(?:the )?(?:biggest|largest|highest|lowest|smallest|best|worst|newest|latest|oldest|most recent)(?: ones?)? first$|in (?:a|de)scending order$|(?:(?:grouped|split|broken down|divided|sliced) (?:by|into)|by|per|excluding|except|without)\b)/i;

/**
 * "a donut of revenue by region, in purple, at the top right": pieces that only say how, or go on, belong to the one
 * before; after a list that was headed ("KPIs for …") how is said of them all.
 */
export function withAfterthoughts(
  parts: readonly string[],
  head: Partial<Look> | undefined,
  now: Date,
): { readonly parts: readonly string[]; readonly look: Partial<Look> | undefined } {
  const whole: string[] = [];
  let look = head;
  for (const part of parts) {
    // A window or a theme in between is about the whole dashboard.
    const at = whole.findLastIndex(one => !isBoardWords(one) && windowOf(one, now) === undefined);
    const last = whole[at];
    const said = /^(?:very )?(?:large|big|huge|small|tiny|wide|narrow|tall)$/i.test(part) ? `sized ${part}` : part;
    const { rest, ...how } = readLook(said);
    const isNext = beside.test(part);
    const isHow = rest === '' && !isNext && how.comparison === undefined && !isBoardWords(part) && !isSpecial(part);
    if (last === undefined || isSpecial(last) || !(isHow || goesOn.test(part))) whole.push(part);
    else if (isHow && look) look = { ...look, ...defined(how) };
    else whole[at] = `${last} ${said}`;
  }
  return { parts: whole, look };
}
