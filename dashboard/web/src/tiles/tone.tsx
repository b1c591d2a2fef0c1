import type { CSSProperties } from 'react';
import { TONE_COLOUR, type Tone } from './rules.ts';

/** The ink and the ground of a cell with a tone. */
export const toneStyle = (tone: Tone | undefined): CSSProperties | undefined =>
  tone === undefined
    ? undefined
    : {
        color: TONE_COLOUR[tone],
        background: `color-mix(in oklab, ${TONE_COLOUR[tone]} 9%, var(--surface, var(--paper)))`,
      };

/** The ground alone, of a cell whose row has the tone for the value of another. */
export const rowToneStyle = (tone: Tone): CSSProperties => ({
  background: `color-mix(in oklab, ${TONE_COLOUR[tone]} 9%, var(--surface, var(--paper)))`,
});

/** The tone in words, for colour alone says nothing to those who don't see it. */
export function ToneMark({ tone }: { tone: Tone | undefined }) {
  return tone === undefined || tone === 'neutral' ? null : <span className="sr-only"> ({tone})</span>;
}
