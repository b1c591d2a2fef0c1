import { isFound, oneOf, refer, severalMeant } from './refer.ts';
import { type Rule, tell } from './rule.ts';
import { idOf } from './words.ts';

/** What becomes of tiles as they are: their names and places, copies of them, and what is taken away. */

export const rename: Rule = (work, words) => {
  const match =
    /^(?:rename|retitle|relabel|change the (?:title|name) of|set the title of)\s+(.+?)\s+(?:to|as|into)\s+"?(.+?)"?$/i.exec(
      words,
    ) ??
    /^(?:call|name|title)\s+(.+?)\s+"(.+)"$/i.exec(words) ??
    /^(?:call|name)\s+((?:the )?\S+(?: (?:tile|chart|table|number))?)\s+(.+)$/i.exec(words);
  if (!match) return false;
  if (/^(?:it|(?:the|this) (?:dashboard|board|page))$/i.test(match[1]!) && !(match[1] === 'it' && work.touched)) {
    work.do({ kind: 'retitle', value: match[2]!.slice(0, 120) });
    return true;
  }
  const found = refer(match[1]!, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  const tile = oneOf(found.tiles);
  if (!tile) return tell(work, words, severalMeant(match[1]!, found.tiles));
  work.do({ kind: 'retitleTile', tile_id: tile.id, value: match[2]!.slice(0, 120) });
  return true;
};

export const remove: Rule = (work, words) => {
  const match = /^(?:remove|delete|drop|get rid of|take away|take out|throw out)\s+(.+)$/i.exec(words);
  if (!match) return false;
  const whole = refer(match[1]!, work.spec, work.touched);
  const names = isFound(whole) ? [match[1]!] : match[1]!.split(/\s*,\s*(?:and\s+)?|\s+and\s+/);
  for (const name of names) {
    const found = refer(name, work.spec, work.touched);
    if (!isFound(found)) tell(work, words, found);
    else if (work.preserve) {
      const titles = found.tiles.map(({ title }) => title).join(', ');
      const reason = `“${titles}” is to stay: what the dashboard does is preserved.`;
      work.refuse(words, reason, [`make ${name} small`], true);
    } else for (const { id } of found.tiles) work.do({ kind: 'removeTile', tile_id: id });
  }
  return true;
};

export const swap: Rule = (work, words) => {
  const match = /^(?:swap|exchange|switch the places of)\s+(.+?)\s+(?:and|with|for)\s+(.+)$/i.exec(words);
  if (!match) return false;
  const [one, other] = [refer(match[1]!, work.spec, work.touched), refer(match[2]!, work.spec, work.touched)];
  if (!isFound(one)) return tell(work, words, one);
  if (!isFound(other)) return tell(work, words, other);
  const [a, b] = [oneOf(one.tiles), oneOf(other.tiles)];
  if (!a) return tell(work, words, severalMeant(match[1]!, one.tiles));
  if (!b) return tell(work, words, severalMeant(match[2]!, other.tiles));
  // Each takes the place and the room of the other: nothing else moves.
  work.do({ kind: 'arrange', places: { [a.id]: b.at, [b.id]: a.at } });
  return true;
};

export const duplicate: Rule = (work, words) => {
  const match = /^(?:duplicate|copy|clone)\s+(.+)$/i.exec(words);
  if (!match) return false;
  const found = refer(match[1]!, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  for (const tile of found.tiles) {
    const at = { ...tile.at, y: tile.at.y + tile.at.h };
    work.do({
      kind: 'addTile',
      tile: { ...tile, id: idOf(tile.id, work.taken), title: `${tile.title} (copy)`.slice(0, 120), at },
    });
  }
  return true;
};

export const tidy: Rule = (work, words) => {
  if (
    !/^(?:tidy|tidy up|clean up|pack|close the gaps?|re-?arrange)(?: (?:the )?(?:layout|dashboard|tiles|everything|it|board))?$/i.test(
      words,
    )
  )
    return false;
  work.do({ kind: 'tidy' });
  return true;
};
