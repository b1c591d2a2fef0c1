import { domToBlob } from 'modern-screenshot';
import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { download } from './download.ts';
import { embeddedFonts } from './picture-fonts.ts';

/** Pixels of the picture for one of the page. */
const SCALE = 2;
/** Parts of a tile that are for pointing at, not for looking at. */
const LEFT_OUT = '[aria-haspopup], .tile-button';

/** Draws a tile as it is seen, here in the browser, and saves it. @throws when the browser can't draw it */
export async function savePicture({ id, title }: Tile): Promise<void> {
  const frame = document.querySelector<HTMLElement>(`[data-tile="${CSS.escape(id)}"]`);
  if (frame === null) throw new Error(`There is no tile ${title} on the page`);
  const blob = await domToBlob(frame, {
    font: { cssText: await embeddedFonts(frame.textContent) },
    scale: SCALE,
    type: 'image/png',
    backgroundColor: getComputedStyle(document.documentElement).backgroundColor,
    filter: node => !(node instanceof Element && node.matches(LEFT_OUT)),
  });
  const address = URL.createObjectURL(blob);
  download(address, `${fileName(title)}.png`);
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const fileName = (title: string): string =>
  title
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80) || 'tile';
