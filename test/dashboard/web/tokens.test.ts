import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

/** Colours of the token file, measured: text 4.5:1, marks 3:1, and series that stay apart under colour blindness. */
const css = readFileSync(new URL('../../../dashboard/web/src/styles/tokens.css', import.meta.url), 'utf8');

type Rgb = readonly [number, number, number];

function tokens(theme: 'light' | 'dark'): Map<string, string> {
  const block = new RegExp(`data-theme=.${theme}.\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return new Map([...block.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
}

/** oklch(L C H) to linear sRGB, by the matrices of the CSS Color 4 specification. */
function linear(oklch: string): Rgb {
  const [l = 0, c = 0, h = 0] = (/oklch\(([^)/]+)/.exec(oklch)?.[1] ?? '').trim().split(/\s+/).map(Number);
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clamp(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
    clamp(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
    clamp(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short),
  ];
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: Rgb, b: Rgb) =>
  (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);

/** What is seen without one kind of cone (Viénot, Brettel and Mollon 1999), on linear sRGB. */
const deuteranopia = ([r, g, b]: Rgb): Rgb => [
  0.29275 * r + 0.70725 * g,
  0.29275 * r + 0.70725 * g,
  -0.02234 * r + 0.02234 * g + b,
];
const protanopia = ([r, g, b]: Rgb): Rgb => [
  0.11238 * r + 0.88762 * g,
  0.11238 * r + 0.88762 * g,
  0.00401 * r - 0.00401 * g + b,
];

/** Distance in OKLab, where 0.02 is just seen side by side. */
function distance(left: Rgb, right: Rgb): number {
  const lab = ([r, g, b]: Rgb) => {
    const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const middle = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return [
      0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
      1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
      0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
    ];
  };
  const [a, b] = [lab(left), lab(right)];
  return Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)));
}

describe.each(['light', 'dark'] as const)('%s theme', theme => {
  const all = tokens(theme);
  const colour = (name: string) => linear(all.get(name) ?? '');
  const series = [1, 2, 3, 4, 5, 6, 7, 8].map(index => colour(`series-${index}`));

  test.each([
    ['neutral-9', 'neutral-1'],
    ['neutral-9', 'neutral-2'],
    ['neutral-9', 'neutral-3'],
    ['neutral-10', 'neutral-4'],
    ['neutral-11', 'neutral-4'],
    ['accent', 'neutral-1'],
    ['accent', 'accent-soft'],
    ['on-accent', 'accent'],
    ['on-accent', 'accent-strong'],
    ['red', 'neutral-1'],
    ['neutral-10', 'red-soft'],
    ['amber', 'neutral-2'],
    ['green', 'neutral-2'],
  ])('text of %s on %s reads at 4.5:1', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test('marks and edges of fields stand out at 3:1', () => {
    for (const mark of [...series, colour('neutral-8')])
      expect(contrast(mark, colour('neutral-1'))).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ['all cones', (seen: Rgb) => seen],
    ['no green cones', deuteranopia],
    ['no red cones', protanopia],
  ])('eight series are told apart with %s', (_, seen) => {
    const pairs = series.flatMap((left, at) => series.slice(at + 1).map(right => distance(seen(left), seen(right))));
    expect(Math.min(...pairs)).toBeGreaterThan(0.05);
  });
});
