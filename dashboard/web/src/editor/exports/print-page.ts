import './print.css';
import { putOnPaper, takeOffPaper } from './paper.ts';

/** The theme of the page before it was laid out for paper; undefined while it is not. */
let before: string | undefined;

function layOut(): void {
  const { dataset } = document.documentElement;
  if (before !== undefined) return;
  before = dataset['theme'] ?? 'light';
  dataset['theme'] = 'light';
  dataset['print'] = '';
  putOnPaper();
}

function layBack(): void {
  const { dataset } = document.documentElement;
  if (before === undefined) return;
  dataset['theme'] = before;
  delete dataset['print'];
  before = undefined;
  takeOffPaper();
}

/** By the browser's own menu too. */
export function followPrinting(): void {
  addEventListener('beforeprint', layOut);
  addEventListener('afterprint', layBack);
}

const frame = (): Promise<unknown> => new Promise(resolve => requestAnimationFrame(resolve));
/** Frames in which parts that are loaded late draw themselves. */
const FRAMES = 6;

/** Lays the page out for paper, waits until its pictures fit it, and prints: the browser makes a PDF of it, too. */
export async function printPage(): Promise<void> {
  layOut();
  for (let count = 0; count < FRAMES; count += 1) await frame();
  print();
  layBack();
}
