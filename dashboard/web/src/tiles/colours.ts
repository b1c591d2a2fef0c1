import type { CSSProperties } from 'react';
import type { Tile } from './tile-body.ts';

type Color = NonNullable<NonNullable<Tile['style']>['color']>;

/** The colours that have a name, as the tokens have them: those of series survive both themes and colour blindness. */
const NAMED: Readonly<Record<string, string>> = {
  accent: 'var(--accent)',
  blue: 'var(--series-1)',
  orange: 'var(--series-2)',
  green: 'var(--series-3)',
  pink: 'var(--series-4)',
  teal: 'var(--series-5)',
  red: 'var(--series-6)',
  yellow: 'var(--series-7)',
  purple: 'var(--series-8)',
  grey: 'var(--neutral-8)',
};

/** A colour of a specification as CSS. */
export const cssColour = (color: Color): string => NAMED[color] ?? color;

/** The author's colour as the dark end of the shades of a map or heat map; nothing where there is none. */
export const rampStyle = ({ style }: Pick<Tile, 'style'>): CSSProperties =>
  style?.color === undefined ? {} : ({ '--ramp-high': cssColour(style.color) } as CSSProperties);

/** The colour that the author gave to a value, by its name as shown or as it is stored. */
export function valueColour({ style }: Pick<Tile, 'style'>, ...names: readonly string[]): string | undefined {
  const name = names.find(one => style?.colors?.[one] !== undefined);
  const color = name === undefined ? undefined : style?.colors?.[name];
  return color === undefined ? undefined : cssColour(color);
}

/** A colour that steps back, for what was not chosen. */
export const dimmed = (colour: string): string => `color-mix(in oklab, ${colour} 25%, var(--surface, var(--paper)))`;
