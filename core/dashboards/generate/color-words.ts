import type { COLORS } from '../spec.ts';

/** Names of colours in words. */

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
/** A colour as a pattern, in one group. */
export const COLOR = `(${Object.keys(COLOR_WORDS).join('|')}|#[0-9a-f]{6})`;
export const colorOf = (word: string): string => COLOR_WORDS[word.toLowerCase()] ?? word.toLowerCase();
