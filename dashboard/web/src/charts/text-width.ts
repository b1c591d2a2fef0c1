import { CHARACTER, STYLE } from './draw-common.ts';

/** Between the labels of an axis and what is drawn, with what a letter may stand out. */
const GAP = 8;
const mostKnown = 200;
const known = new Map<string, number>();

/** Pixels that the labels of a vertical axis need beside a chart: measured, since letters are not equally wide. */
export function axisWidth(labels: readonly string[]): number {
  const text = labels.join('\n');
  const before = known.get(text);
  if (before !== undefined) return before;
  const guess = Math.max(0, ...labels.map(label => label.length)) * CHARACTER;
  const isLoaded = document.fonts.status === 'loaded';
  const measured = Math.ceil(widest(labels, isLoaded) ?? guess);
  // Until the page's own type has come, another one is measured: then the guess counts too, and nothing is kept.
  if (!isLoaded) return Math.max(measured, guess) + GAP;
  if (known.size >= mostKnown) known.clear();
  known.set(text, measured + GAP);
  return measured + GAP;
}

let pen: { readonly canvas: CanvasRenderingContext2D; readonly digit: number } | undefined;

/**
 * On a canvas, which lays out nothing: every chart measures its labels in the middle of drawing a page. Digits are equally
 * wide in charts, and on a canvas they are not.
 */
function widest(labels: readonly string[], isLoaded: boolean): number | undefined {
  const { canvas, digit } = pen ?? ready() ?? {};
  if (canvas === undefined || digit === undefined) return undefined;
  if (isLoaded) pen = { canvas, digit };
  const widths = labels.map(label => {
    const letters = label.replaceAll(/\d/g, '');
    return canvas.measureText(letters).width + (label.length - letters.length) * digit;
  });
  return Math.max(0, ...widths);
}

function ready(): typeof pen {
  const canvas = document.createElement('canvas').getContext('2d');
  if (canvas === null) return undefined;
  const ruler = document.createElement('div');
  ruler.setAttribute('aria-hidden', 'true');
  Object.assign(ruler.style, STYLE, { position: 'absolute', visibility: 'hidden', whiteSpace: 'pre' });
  ruler.textContent = '0123456789';
  document.body.append(ruler);
  const { fontFamily } = getComputedStyle(ruler);
  const digit = ruler.getBoundingClientRect().width / ruler.textContent.length;
  ruler.remove();
  canvas.font = `${STYLE.fontSize} ${fontFamily}`;
  return { canvas, digit };
}
