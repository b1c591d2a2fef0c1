import { textWidth } from '../table/text-width.ts';

/** Labels are of 12 px. */
const SHARE = 12 / 13;

/** Pixels of a label. */
export const labelWidth = (text: string): number => Math.ceil(textWidth(text) * SHARE);

export const longestLabel = (texts: readonly string[]): number => Math.max(0, ...texts.map(labelWidth));

/** A label as long as there is room for it, in pixels. */
export function fittedLabel(text: string, room: number): string {
  if (labelWidth(text) <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && labelWidth(`${letters.join('')}…`) > room) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** Pixels between two labels. */
const APART = 14;

/**
 * The entries of a list that are named below a chart: evenly spread, `most` at most, the first among them, and so few
 * that none stands on the next.
 *
 * @param step pixels from one entry to the next
 */
export function namedBelow(labels: readonly string[], step: number, most: number): number[] {
  const room = longestLabel(labels) + APART;
  const every = Math.max(1, Math.ceil(labels.length / most), Math.ceil(room / Math.max(step, 0.01)));
  return labels.flatMap((_, index) => (index % every === 0 ? [index] : []));
}
