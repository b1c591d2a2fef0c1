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
  const measured = Math.ceil(measure(text));
  // Until the page's own type has come, another one is measured: then the guess counts too, and nothing is kept.
  if (document.fonts.status !== 'loaded') return Math.max(measured, guess) + GAP;
  if (known.size >= mostKnown) known.clear();
  known.set(text, measured + GAP);
  return measured + GAP;
}

function measure(text: string): number {
  const ruler = document.createElement('div');
  ruler.setAttribute('aria-hidden', 'true');
  Object.assign(ruler.style, STYLE, { position: 'absolute', visibility: 'hidden', whiteSpace: 'pre' });
  ruler.textContent = text;
  document.body.append(ruler);
  const { width } = ruler.getBoundingClientRect();
  ruler.remove();
  return width;
}
