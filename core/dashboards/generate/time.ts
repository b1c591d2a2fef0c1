import { timeAt } from '../../ask/time.ts';
import { tokenise } from '../../ask/words.ts';
import type { TimeRange } from '../../plan/schema.ts';

/** The window that a phrase is, all of it: "the last 6 months", "for 2025", "this year to date". */
export function windowOf(text: string, now: Date): TimeRange | undefined {
  const bare = text.replace(/^(?:(?:for|over|in|during|of|only|just|from within|within|to)\s+)?(?:the\s+)?/i, '');
  for (const phrase of [text, bare]) {
    const tokens = tokenise(phrase);
    const found = timeAt(tokens, 0, now);
    if (found && found.end === tokens.length && found.phrase.problem === undefined) return found.phrase.range;
  }
  return undefined;
}
