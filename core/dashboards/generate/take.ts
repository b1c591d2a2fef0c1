import type { Look } from './look.ts';

/** A look in the course of being read. */
export type Taking = { -readonly [K in keyof Look]: Look[K] };

/** Takes a pattern out of the words. */
export function take(look: Taking, pattern: RegExp, use: (match: RegExpExecArray) => boolean | undefined): void {
  const match = pattern.exec(look.rest);
  if (!match || use(match) === false) return;
  look.rest = `${look.rest.slice(0, match.index)} ${look.rest.slice(match.index + match[0].length)}`;
}
