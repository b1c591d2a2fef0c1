import type { Cell } from '../api/types.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A value of a column that a mark stands for. */
export interface Choice {
  readonly column: string;
  readonly cell: Cell;
}

/** A mark of the pointer's answer: where a value lies, in pixels of the drawing. */
export interface Dot {
  readonly left: number;
  readonly top: number;
  readonly colour: string;
}

/** One place of a chart that can be pointed at or reached by keys, with all that is known there. */
export interface Stop {
  readonly left: number;
  readonly top: number;
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly text: string; readonly colour: string }[];
  readonly dots: readonly Dot[];
  /** The part of the drawing that stands out when it is pointed at. */
  readonly area?: Box;
  /** What a click on it chooses. */
  readonly pick?: Choice | undefined;
  /** Marks within it that choose something more, such as the parts of a stacked bar. */
  readonly parts?: readonly { readonly area: Box; readonly pick: Choice }[] | undefined;
}

export interface EndLabel {
  readonly left: number;
  readonly top: number;
  readonly text: string;
  readonly colour: string;
  /** Where the text stands from its point; left out, centred unless it is at the left edge or has a colour. */
  readonly align?: 'start' | 'middle' | 'end' | undefined;
  readonly size?: 12 | 13 | 20 | 28 | undefined;
  readonly strong?: boolean | undefined;
}

/** A line, band or note over the drawing, in its pixels. A line has no width or no height. */
export interface Guide extends Box {
  readonly kind: 'line' | 'band' | 'note';
  readonly tone: 'neutral' | 'good' | 'warning' | 'bad' | 'target';
  readonly label: string;
  /** Whether it stands across a value axis that lies. */
  readonly vertical: boolean;
  /** Where its label stands. */
  readonly text: Box;
}

/** A mark of a small drawing: a path, that of one stop where it has one. */
export interface Shape {
  /** One of its own in the drawing. */
  readonly id: string;
  readonly path: string;
  readonly fill: string;
  readonly stroke?: string | undefined;
  readonly dash?: string | undefined;
  readonly stop?: number | undefined;
  /** Where the path's own zero lies; left out, at the drawing's. */
  readonly shift?: { readonly left: number; readonly top: number } | undefined;
}

/** A drawing and the places in it. */
export interface Figure {
  readonly svg?: Element | undefined;
  /** Where there is no `svg`: its marks. */
  readonly shapes?: readonly Shape[] | undefined;
  readonly guides?: readonly Guide[] | undefined;
  readonly stops: readonly Stop[];
  /** Which distance to the pointer counts. */
  readonly axis: 'x' | 'y' | 'xy';
  /** Stops in a row, for keys up and down; 1 for a list along y, 0 for none. */
  readonly perRow: number;
  readonly rule: boolean;
  readonly labels: readonly EndLabel[];
  /** The stop under a point, -1 for none; left out, the nearest. */
  readonly hit?: ((left: number, top: number) => number) | undefined;
}

/** Index of the stop that a point is about; -1 when there is none. */
export const stopAt = (figure: Figure, left: number, top: number): number =>
  figure.hit === undefined ? nearestStop(figure, left, top) : figure.hit(left, top);

/** Index of the stop nearest to a point; -1 when there is none. */
export function nearestStop({ stops, axis }: Pick<Figure, 'stops' | 'axis'>, left: number, top: number): number {
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  stops.forEach((stop, index) => {
    const across = axis === 'y' ? 0 : stop.left - left;
    const down = axis === 'x' ? 0 : stop.top - top;
    const distance = across * across + down * down;
    if (distance < least) {
      least = distance;
      nearest = index;
    }
  });
  return nearest;
}

/** Where a key moves among `count` stops from `at` (-1: none yet); undefined when it moves nothing. */
export function stopAfterKey(key: string, at: number, count: number, perRow: number): number | undefined {
  if (count === 0) return undefined;
  const within = (index: number) => Math.max(0, Math.min(count - 1, index));
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const across = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  const down = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (across === 0 && down === 0) return undefined;
  if (at < 0) return 0;
  if (across !== 0) return within(at + across);
  if (perRow === 0) return within(at - down);
  const to = at + down * perRow;
  return to < 0 || to >= count ? at : to;
}

/** What a stop says aloud. */
export const stopText = ({ title, rows }: Stop): string =>
  `${title}: ${rows.map(({ name, text }) => (name === '' ? text : `${name} ${text}`)).join(', ')}`;

/** Text cut to a number of characters. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
