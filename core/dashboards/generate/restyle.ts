import { overlaps } from '../layout.ts';
import type { Tile } from '../spec.ts';
import { COLOR, colorOf } from './color-words.ts';
import { type Compared, comparedWindow, otherPeriod } from './comparison-words.ts';
import type { Work } from './context.ts';
import { takeArrangement } from './kind-words.ts';
import type { Look } from './look.ts';
import { withStacks } from './parts.ts';
import { placeFor } from './place.ts';
import type { PlaceWords } from './place-words.ts';
import { isFound, refer } from './refer.ts';
import { refreshWithin } from './refresh-words.ts';
import { fitted, leftOut, withPlaceFor } from './shown.ts';
import { isPart, type Size, sizeOf } from './size-words.ts';
import { styleOf, yearOfMonths } from './style.ts';
import { sized } from './tile.ts';
import { putRules } from './tone-rule.ts';
import { joined } from './words.ts';

const opposites: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:larger?|big|bigger|huge)$/i, /^(?:small|smaller|tiny)$/i],
  [/^wider?$/i, /^narrower?$/i],
  [/^(?:tall|taller|higher)$/i, /^(?:short|shorter|lower|flat|flatter)$/i],
  [/^horizontal(?:ly)?$/i, /^vertical(?:ly)?$/i],
];

const isColor = new RegExp(`^${COLOR}$`, 'i');

/** Whether only one of two adjectives can hold. */
const contradict = (one: string, other: string): boolean =>
  isColor.test(one) && isColor.test(other)
    ? colorOf(one) !== colorOf(other)
    : opposites.some(([a, b]) => (a.test(one) && b.test(other)) || (b.test(one) && a.test(other)));

/** Looks of a tile that adjectives change: "bigger", "red", "horizontal and stacked". Gives back the words that it leaves. */
export function takeAdjectives(look: Look): Look {
  const changed: { -readonly [K in keyof Look]: Look[K] } = { ...look };
  const rest: string[] = [];
  const adjectives: string[] = look.color === undefined ? [] : [look.color];
  for (const word of look.rest.split(/\s+/)) {
    const size = sizeOf(word.toLowerCase());
    const against = adjectives.find(one => contradict(one, word));
    if (against !== undefined) changed.contradiction = [against, word];
    adjectives.push(word);
    if (size) changed.size = size;
    else if (isColor.test(word)) changed.color = colorOf(word);
    else if (
      /^(?:horizontal(?:ly)?|vertical(?:ly)?|stack(?:ed)?|unstack(?:ed)?|grouped|clustered|sideways|100%)$/i.test(word)
    ) {
      takeArrangement(changed, word);
    } else if (!/^(?:and|a|bit|much|more|little|be|look|it|to|into|as|in)$/i.test(word) || rest.length > 0)
      rest.push(word);
  }
  // Words of content follow together: adjectives inside them are theirs.
  return rest.length > 0 &&
    !/^(?:by|per|for|in|only|top|bottom|without|excluding|over|sorted|since|last|this)\b/i.test(rest.join(' '))
    ? { ...changed, rest: joined(rest.join(' ')) }
    : { ...changed, rest: rest.join(' ') };
}

/**
 * Changes how a tile looks and where it lies, as far as the words say. True when they said something.
 * @param several it is one of several that the words are about: what it has no place for it goes without
 */
export async function restyle(
  work: Work,
  tile: Tile,
  wanted: Look,
  request: string,
  several = false,
): Promise<boolean> {
  const tile_id = tile.id;
  const { look: placed, unplaced } = fitted(wanted, tile);
  const look = withStacks(work, placed, tile, request);
  let said = look !== placed;
  for (const what of unplaced) {
    said = true;
    if (several) leftOut(work, what, [tile]);
    else withPlaceFor(work, what, [tile], request);
  }
  const mark = (done: () => void) => {
    said = true;
    done();
  };
  if (look.encoding) {
    mark(() =>
      work.do({ kind: 'changeEncoding', tile_id, value: { ...work.tile(tile_id)?.encoding, ...look.encoding } }),
    );
  }
  const style = styleOf(look);
  if (Object.keys(style).length > 0) {
    mark(() => work.do({ kind: 'restyleTile', tile_id, value: { ...tile.style, ...style } }));
  }
  if (look.rules) {
    said = true;
    await putRules(work, work.tile(tile_id)!, look.rules, request, { several });
  }
  if (look.comparison) mark(() => compare(work, tile, look.comparison!, request));
  if (look.sparkline) {
    mark(() => work.do({ kind: 'setSparkline', tile_id, value: yearOfMonths }));
  }
  if (look.target !== undefined) mark(() => work.do({ kind: 'setTarget', tile_id, value: { value: look.target! } }));
  if (look.title !== undefined) mark(() => work.do({ kind: 'retitleTile', tile_id, value: look.title!.slice(0, 120) }));
  if (look.refresh !== undefined) {
    mark(() => work.do({ kind: 'setTileRefresh', tile_id, value: refreshWithin(work, look.refresh!, tile_id) }));
  }
  if (look.size) mark(() => resize(work, tile_id, look.size!));
  if (look.place) mark(() => moveTo(work, tile_id, look, request));
  return said;
}

/** A comparison needs a window; without one it is the last 12 months, or the period that was said. */
export function compare(work: Work, tile: Tile, how: Compared, request: string): void {
  const other = otherPeriod(tile, work.spec, how);
  if (other !== undefined) {
    work.refuse(request, other, [`compare ${tile.title} with the previous period`], true);
    return;
  }
  const { plan, time } = tile;
  const hasWindow = plan?.time?.range ?? plan?.time?.grain ?? time?.range ?? work.spec.time;
  if (hasWindow === undefined && work.preserve) {
    work.refuseNumbers();
    return;
  }
  work.do({ kind: 'setComparison', tile_id: tile.id, value: { with: how.with } });
  if (hasWindow !== undefined) return;
  const { range, told } = how.window ?? comparedWindow;
  work.do({ kind: 'setTileTime', tile_id: tile.id, value: { ...time, range } });
  work.assume([told], tile.id);
}

function resize(work: Work, id: string, size: Size): void {
  const tile = work.tile(id)!;
  const to = sized(tile.kind, size, tile.at);
  if (isPart(size)) work.widths.set(id, size);
  if (tile.at.x + to.w > 12) work.do({ kind: 'moveTile', tile_id: id, to: { x: 12 - to.w, y: tile.at.y } });
  work.do({ kind: 'resizeTile', tile_id: id, to });
}

function moveTo(work: Work, id: string, { place }: Look, request: string): void {
  const tile = work.tile(id)!;
  if (place?.side === 'leftOf') {
    const found = refer(
      place.of ?? '',
      { ...work.spec, tiles: work.spec.tiles.filter(one => one.id !== id) },
      undefined,
    );
    const [other] = isFound(found) ? found.tiles : [];
    // Where nothing fits to its left, the other makes room.
    if (other && other.at.x < tile.at.w && other.at.x + tile.at.w + other.at.w <= 12) {
      const { x, y } = other.at;
      work.do({
        kind: 'arrange',
        places: { [id]: { ...tile.at, x, y }, [other.id]: { ...other.at, x: x + tile.at.w } },
      });
      return;
    }
  }
  if (place?.horizontal !== undefined && place.vertical === undefined && place.side === undefined) {
    moveInRow(work, tile, place.horizontal);
    return;
  }
  const at = placeFor(place, tile.at, work.spec, id);
  if (at) work.do({ kind: 'moveTile', tile_id: id, to: { x: at.x, y: at.y } });
  else {
    const titles = work.spec.tiles.filter(one => one.id !== id).map(({ title }) => title);
    work.refuse(request, `There is no tile “${place?.of}” to put it beside.`, titles.slice(0, 5));
  }
}

/** To a side of the row that it is in: one tile of the same width there takes its place. */
function moveInRow(work: Work, { id, at }: Tile, to: NonNullable<PlaceWords['horizontal']>): void {
  const x = to === 'left' ? 0 : to === 'right' ? 12 - at.w : Math.floor((12 - at.w) / 2);
  const place = { ...at, x };
  const there = work.spec.tiles.filter(one => one.id !== id && overlaps(one.at, place));
  const [other] = there;
  if (other && there.length === 1 && other.at.w === at.w && other.at.x === x && other.at.y === at.y)
    work.do({ kind: 'arrange', places: { [id]: { ...at, x: other.at.x }, [other.id]: { ...other.at, x: at.x } } });
  else work.do({ kind: 'moveTile', tile_id: id, to: { x, y: at.y } });
}
