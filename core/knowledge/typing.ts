import { distance } from 'fastest-levenshtein';

/** Two searches of somebody within this time are one that is being typed, when one goes on from the other. */
const typingMilliseconds = 60_000;
/** Letters in which a corrected search differs from what was mistyped. */
const mostTypos = 2;

interface Typed {
  readonly at: string;
  readonly text: string;
}

/** Whether a search is the same as somebody's last one, typed further or corrected. */
export function isSameTyping(last: Typed, next: Typed): boolean {
  const [before, now] = [last.text.toLowerCase(), next.text.toLowerCase()];
  const isSoon = Date.parse(next.at) - Date.parse(last.at) < typingMilliseconds;
  const isNear = distance(before, now) <= mostTypos;
  return isSoon && (before.startsWith(now) || now.startsWith(before) || isNear);
}
