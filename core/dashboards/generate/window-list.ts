import { readLook } from './look.ts';
import { named } from './tile.ts';
import { windowOf } from './time.ts';

/** The words of a part before the window at its end; undefined where it ends in none, or is nothing else. */
function subjectOf(part: string, now: Date): string | undefined {
  const words = readLook(part).rest.split(' ');
  for (let start = 1; start < words.length; start += 1)
    if (windowOf(words.slice(start).join(' '), now)) return words.slice(0, start).join(' ');
  return undefined;
}

/** "orders today, this week and this month as big numbers": each window of the list is of what was said before the first. */
export function windowList(parts: readonly string[], now: Date): readonly string[] {
  const all: string[] = [];
  let subject: string | undefined;
  for (const part of parts) {
    const { rest, kind } = readLook(part);
    const windows = rest.split(/\s+and\s+/i);
    const isList = windows.every(one => windowOf(one, now) !== undefined);
    if (!isList || subject === undefined) {
      subject = subjectOf(part, now);
      all.push(part);
      continue;
    }
    const how = kind === undefined ? '' : ` as a ${named(kind)}`;
    // How the list is to look is said at its end.
    if (how !== '' && readLook(all.at(-1)!).kind === undefined) all.push(`${all.pop()}${how}`);
    for (const one of windows) all.push(`${subject} ${one}${how}`);
  }
  return all;
}
