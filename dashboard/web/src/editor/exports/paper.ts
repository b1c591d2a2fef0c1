import { measureAgain } from '../../dashboards/use-size.ts';

/** How the tiles of a dashboard lie on paper, in two columns. */

/** Columns of the board from which a tile takes the whole width of the paper, by kind; others from `OTHERS` on. */
const WIDE_FROM: Readonly<Record<string, number>> = { table: 5, pivot: 5, map: 6 };
const OTHERS = 7;

/** Pixels of a page of A4 that a tile may have: its margins and a little more are left. */
const PAGE = 1000;

/** Smaller than this letters can't be read. */
const LEAST_ZOOM = 0.5;

export const isWide = (kind: string, columns: number): boolean => columns >= (WIDE_FROM[kind] ?? OTHERS);

/**
 * How many rows of the board a tile needs to show all that it would scroll to, a page at most.
 * @param missing pixels that are scrolled out of it
 * @param row height of a row with the gap after it, in pixels
 */
export const rowsOnPaper = (rows: number, missing: number, row: number): number =>
  Math.max(rows, Math.min(Math.floor(PAGE / row), rows + Math.ceil(missing / row)));

const tiles = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.board-grid > .tile')];

const numberOf = (element: HTMLElement, name: string): number =>
  Number.parseFloat(getComputedStyle(element).getPropertyValue(name)) || 0;

/** The parts of a tile that scroll. */
const scrolling = (tile: HTMLElement): HTMLElement[] =>
  [...tile.querySelectorAll<HTMLElement>('div')].filter(part => /auto|scroll/.test(getComputedStyle(part).overflowY));

const missingIn = (part: HTMLElement): number => Math.max(0, part.scrollHeight - part.clientHeight);

/** A table that is wider than the paper is made smaller. */
function fitWidth(part: HTMLElement): void {
  const inner = part.firstElementChild;
  if (!(inner instanceof HTMLElement) || part.scrollWidth <= part.clientWidth) return;
  inner.style.setProperty('zoom', String(Math.max(LEAST_ZOOM, part.clientWidth / part.scrollWidth)));
}

function giveRoom(tile: HTMLElement): void {
  const row = numberOf(tile, '--board-row') + numberOf(tile, '--board-gap');
  const rows = numberOf(tile, '--tile-h');
  const needed = rowsOnPaper(rows, Math.max(0, ...scrolling(tile).map(missingIn)), row);
  if (needed > rows) tile.style.setProperty('--print-h', String(needed));
}

/** Cuts after a whole row, and says that it goes on. */
function cutWhole(tile: HTMLElement, part: HTMLElement): void {
  if (missingIn(part) <= 1) return;
  tile.dataset['printMore'] = 'Goes on: the rest is in the CSV of this tile.';
  const { top, bottom } = part.getBoundingClientRect();
  const ends = [...part.querySelectorAll('tbody tr, [role="option"]')].map(row => row.getBoundingClientRect().bottom);
  const last = Math.max(0, ...ends.filter(end => end <= bottom));
  if (last > top) part.style.maxHeight = `${last - top}px`;
}

/** Gives every tile its place on paper. Everything is drawn anew in its new size before this returns. */
export function putOnPaper(): void {
  for (const tile of tiles())
    if (isWide(tile.dataset['kind'] ?? '', numberOf(tile, '--tile-w'))) tile.dataset['print'] = 'wide';
  measureAgain();
  for (const tile of tiles()) scrolling(tile).forEach(fitWidth);
  for (const tile of tiles()) giveRoom(tile);
  measureAgain();
  for (const tile of tiles()) for (const part of scrolling(tile)) cutWhole(tile, part);
}

/** Takes the tiles back to where they are on the screen. */
export function takeOffPaper(): void {
  for (const tile of tiles()) {
    delete tile.dataset['print'];
    delete tile.dataset['printMore'];
    tile.style.removeProperty('--print-h');
    for (const part of scrolling(tile)) {
      part.style.maxHeight = '';
      if (part.firstElementChild instanceof HTMLElement) part.firstElementChild.style.removeProperty('zoom');
    }
  }
  measureAgain();
}
