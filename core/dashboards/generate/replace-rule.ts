import { addContent } from './add.ts';
import { isFound, oneOf, refer, severalMeant } from './refer.ts';
import { type Rule, tell } from './rule.ts';

/** "replace the funnel with bookings by month": what is new takes the place of what goes. */
export const replace: Rule = async (work, words) => {
  const match = /^(?:replace|exchange)\s+(.+?)\s+(?:with|by|for)\s+(.+)$/i.exec(words);
  if (!match) return false;
  const found = refer(match[1]!, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  const tile = oneOf(found.tiles);
  if (!tile) {
    const { reason } = severalMeant(match[1]!, found.tiles);
    return tell(work, words, {
      reason,
      nearest: found.tiles.map(({ title }) => `replace ${title} with ${match[2]}`).slice(0, 5),
    });
  }
  if (work.preserve) {
    work.refuse(words, `“${tile.title}” is to stay: what the dashboard does is preserved.`, [`add ${match[2]}`], true);
    return true;
  }
  const before = work.taken;
  const done = await addContent(work, match[2]!, {
    request: words,
    offer: content => `replace ${tile.title} with ${content}`,
  });
  const added = work.spec.tiles.filter(({ id }) => !before.has(id));
  const [first] = added;
  if (!done || !first) return true;
  work.do({ kind: 'removeTile', tile_id: tile.id });
  // A picture in the room of a number would not be read.
  const room = {
    x: tile.at.x,
    y: tile.at.y,
    w: Math.max(tile.at.w, least(first.kind)),
    h: Math.max(tile.at.h, least(first.kind)),
  };
  work.do({ kind: 'arrange', places: { [first.id]: { ...room, x: Math.min(room.x, 12 - room.w) } } });
  work.touched = first.id;
  return true;
};

const least = (kind: string): number => (kind === 'number' ? 2 : 4);
