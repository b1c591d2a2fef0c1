import { describe, expect, test } from '@jest/globals';
import type { GuideSpec } from '../../../dashboard/web/src/charts/chart.ts';
import type { Box } from '../../../dashboard/web/src/charts/figure.ts';
import { placeGuides } from '../../../dashboard/web/src/charts/guides.ts';

/** A drawing 400 by 200 pixels: a pixel a unit along, and its values from 100 at the top to 0. */
const area: Box = { left: 40, top: 10, width: 340, height: 160 };
const place = (...guides: readonly Partial<GuideSpec>[]) =>
  placeGuides(
    guides.map((guide): GuideSpec => ({ kind: 'line', axis: 'x', from: 0, label: '', tone: 'neutral', ...guide })),
    { x: Number, y: value => 170 - 1.6 * Number(value), area },
  );
const meet = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

describe('the labels of lines and bands', () => {
  test('a line along the top of a chart has its label under it, where it is not cut off', () => {
    const [top, middle] = place({ axis: 'y', from: 100, label: 'Goal $1M' }, { axis: 'y', from: 50, label: 'Half' });
    expect(top!.text.top).toBeGreaterThanOrEqual(top!.top);
    expect(middle!.text.top + middle!.text.height).toBeLessThanOrEqual(middle!.top);
  });

  test('labels that would lie over one another stand below one another', () => {
    const guides = place(
      { axis: 'y', from: 100, label: 'Goal $1M', tone: 'target' },
      { from: 330, label: 'Launch' },
      { kind: 'band', from: 300, to: 350, label: 'Freeze' },
      { kind: 'note', from: 345, label: 'Price rise' },
    );
    const texts = guides.map(({ text }) => text);
    for (const [i, one] of texts.entries()) {
      for (const other of texts.slice(i + 1)) expect([one, other, meet(one, other)]).toEqual([one, other, false]);
    }
  });

  test('labels have the room that their letters take, and no more than there is', () => {
    // Pixels as Chromium sets them, with what is around the letters.
    const set = { Wanted: 51, 'New shop': 65, 'WWW MMM': 80 };
    for (const [label, width] of Object.entries(set)) {
      for (const guide of [{ label, from: 200 }, { label, axis: 'y', from: 50 } as const]) {
        expect(place(guide)[0]!.text.width).toBeGreaterThanOrEqual(width);
      }
    }
    const [long] = place({ axis: 'y', from: 50, label: 'Wanted by all who were asked in the long meeting of spring' });
    expect(long!.text.width).toBe(area.width);
  });

  test('at the ends of a chart labels stay inside', () => {
    const [first, last] = place({ from: 41, label: 'A long name' }, { from: 379, label: 'Another long name' });
    expect(first!.text.left).toBeGreaterThanOrEqual(area.left);
    expect(last!.text.left + last!.text.width).toBeLessThanOrEqual(area.left + area.width);
    for (const { text } of [first!, last!]) expect(text.top).toBeGreaterThanOrEqual(0);
  });
});
