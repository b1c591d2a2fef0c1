import { isFound, refer } from './refer.ts';
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
  const [tile] = found.tiles;
  if (tile) work.do({ kind: 'retitleTile', tile_id: tile.id, value: match[2]!.slice(0, 120) });
  return true;
};

export const takeAway: Rule = (work, words) => {
  const match =
    /^(?:remove|drop|delete|hide|clear|no more|without)\s+(?:the |its |all )?(comparisons?|spark ?lines?|trend ?lines?|targets?(?: lines?)?|goals?|legends?|labels?|annotations?|bands?|colou?rs?|(?:colou?r(?:ing)? )?rules?|conditional (?:format(?:s|ting)?|colou?rs?)|highlight(?:s|ing)?|descriptions?)(?:\s+(?:from|of|on|in|for)\s+(.+))?$/i.exec(
      words,
    );
  if (!match) return false;
  const found = refer(match[2] ?? 'everything', work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  const what = match[1]!.toLowerCase();
  for (const { id: tile_id, style, annotations } of found.tiles) {
    if (/^comparison/.test(what)) work.do({ kind: 'setComparison', tile_id, value: null });
    else if (/^(?:spark|trend)/.test(what)) work.do({ kind: 'setSparkline', tile_id, value: null });
    else if (/^(?:target|goal)/.test(what)) work.do({ kind: 'setTarget', tile_id, value: null });
    else if (/^band/.test(what)) {
      const others = (annotations ?? []).filter(({ kind }) => kind !== 'band');
      work.do({ kind: 'setAnnotations', tile_id, value: others.length === 0 ? null : others });
    } else if (/rule|^conditional|^highlight/.test(what)) {
      const { rules: _, ...rest } = style ?? {};
      work.do({ kind: 'restyleTile', tile_id, value: Object.keys(rest).length === 0 ? null : rest });
    } else if (/^annotation/.test(what)) work.do({ kind: 'setAnnotations', tile_id, value: null });
    else if (/^description/.test(what)) work.do({ kind: 'describeTile', tile_id, value: null });
    else if (/^colou?r/.test(what)) {
      // Decimals, labels and rules of colouring are no colours.
      const { color: _, colors: __, ...rest } = style ?? {};
      work.do({ kind: 'restyleTile', tile_id, value: Object.keys(rest).length === 0 ? null : rest });
    } else
      work.do({
        kind: 'restyleTile',
        tile_id,
        value: { ...style, [/^legend/.test(what) ? 'legend' : 'labels']: false },
      });
  }
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
  const [a, b] = [one.tiles[0], other.tiles[0]];
  // Each takes the place and the room of the other: nothing else moves.
  if (a && b) work.do({ kind: 'arrange', places: { [a.id]: b.at, [b.id]: a.at } });
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
