import { holdSizes, measureAgain } from '../../dashboards/use-size.ts';
import { formatCount } from '../../format.ts';

/** How the tiles of a dashboard lie on paper, in two columns. */

/** Columns of the board from which a tile takes the whole width of the paper, by kind; others from `OTHERS` on. */
const WIDE_FROM: Readonly<Record<string, number>> = { table: 5, pivot: 5, map: 6 };
const OTHERS = 7;

/** Pixels of a page of A4 that a tile may have: its margins and a little more are left. */
const PAGE = 1000;

/** Rows of a table or a list that are printed, over as many pages as they take. print.css leaves out those after them. */
const MOST_ROWS = 1_000;

/** Smaller than this letters can't be read. */
const LEAST_ZOOM = 0.5;

export const isWide = (kind: string, columns: number): boolean => columns >= (WIDE_FROM[kind] ?? OTHERS);

/**
 * How many rows of the board a tile needs to show all that it would scroll to.
 * @param missing pixels that are scrolled out of it
 * @param row height of a row with the gap after it, in pixels
 * @param most pixels that it may have: a page, when left out
 */
export const rowsOnPaper = (rows: number, missing: number, row: number, most = PAGE): number =>
  Math.max(rows, Math.min(Math.floor(most / row), rows + Math.ceil(missing / row)));

const tiles = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.board-grid > .tile')];

const numberOf = (element: HTMLElement, name: string): number =>
  Number.parseFloat(getComputedStyle(element).getPropertyValue(name)) || 0;

/** The parts of a tile that scroll. */
const scrolling = (tile: HTMLElement): HTMLElement[] =>
  [...tile.querySelectorAll<HTMLElement>('div')].filter(part => /auto|scroll/.test(getComputedStyle(part).overflowY));

/** Rows that can go on over pages: how many there are, drawn or not, and the height of one of them. */
interface Rows {
  readonly count: number;
  readonly height: number;
}

/** Those of a table or a list; undefined for parts that are cut at the end of a page. */
function rowsIn(part: HTMLElement): Rows | undefined {
  const entry = part.querySelector<HTMLElement>('[role="option"]');
  if (entry !== null) return { count: Number(entry.ariaSetSize), height: entry.offsetHeight };
  const table = part.querySelector('table');
  if (table === null) return undefined;
  const row = table.querySelector<HTMLElement>('tbody tr:not([aria-hidden])');
  return { count: Number(table.getAttribute('aria-rowcount')) - 1, height: row?.offsetHeight ?? 0 };
}

/** Where parts were scrolled to: on paper they begin at their beginning. */
const places = new Map<HTMLElement, number>();

function toBeginning(part: HTMLElement): void {
  if (part.scrollTop === 0) return;
  places.set(part, part.scrollTop);
  scrollTo(part, 0);
}

/** The event would come too late for what is drawn by it. */
function scrollTo(part: HTMLElement, top: number): void {
  part.scrollTop = top;
  part.dispatchEvent(new Event('scroll'));
}

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
  const needed = scrolling(tile).map(part => {
    const all = Math.max(PAGE, (MOST_ROWS + 1) * (rowsIn(part)?.height ?? 0));
    return rowsOnPaper(rows, missingIn(part), row, all);
  });
  const most = Math.max(rows, ...needed);
  if (most > rows) tile.style.setProperty('--print-h', String(most));
}

/** What is taller than a page goes on over the next ones, as wide as they are; the head of a table is on each of them. */
function overPages(tile: HTMLElement, part: HTMLElement): void {
  const rows = rowsIn(part);
  if (rows === undefined || tile.offsetHeight <= PAGE) return;
  tile.dataset['printPages'] = '';
  tile.dataset['print'] = 'wide';
  if (rows.count <= MOST_ROWS) return;
  const [printed, all] = [MOST_ROWS, rows.count].map(count => formatCount(count));
  tile.dataset['printMore'] = `The first ${printed} of ${all} rows: all are in the CSV of this tile.`;
}

/** Cuts after a whole row, and says that it goes on. */
function cutWhole(tile: HTMLElement, part: HTMLElement): void {
  if (tile.dataset['printPages'] !== undefined || missingIn(part) <= 1) return;
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
  for (const tile of tiles()) scrolling(tile).forEach(toBeginning);
  measureAgain();
  for (const tile of tiles()) scrolling(tile).forEach(fitWidth);
  for (const tile of tiles()) giveRoom(tile);
  measureAgain();
  holdSizes(true);
  for (const tile of tiles())
    for (const part of scrolling(tile)) {
      overPages(tile, part);
      cutWhole(tile, part);
    }
}

/** Takes the tiles back to where they are on the screen. */
export function takeOffPaper(): void {
  holdSizes(false);
  for (const tile of tiles()) {
    delete tile.dataset['print'];
    delete tile.dataset['printPages'];
    delete tile.dataset['printMore'];
    tile.style.removeProperty('--print-h');
    for (const part of scrolling(tile)) {
      part.style.maxHeight = '';
      if (part.firstElementChild instanceof HTMLElement) part.firstElementChild.style.removeProperty('zoom');
    }
  }
  measureAgain();
  for (const [part, top] of places) scrollTo(part, top);
  places.clear();
}
