import { isFound, refer } from './refer.ts';
import { refreshWithin, secondsOf } from './refresh-words.ts';
import { type Rule, tell } from './rule.ts';

const EVERY = '(?:every|each|to|at)\\s+(?:every\\s+)?(?<count>\\d+ )?(?<unit>second|minute|hour)s?';
const patterns = [
  new RegExp(`^(?:refresh|update|reload)\\s+(?<what>.+?)\\s+${EVERY}$`, 'i'),
  new RegExp(
    `^(?:set|change)\\s+(?:the\\s+)?(?:refresh(?: interval| rate)?) (?:of|for) (?<what>.+?)\\s+${EVERY}$`,
    'i',
  ),
];

/** "refresh revenue every 10 seconds": how often one tile is taken anew. */
export const refreshTile: Rule = (work, words) => {
  const groups = patterns.map(pattern => pattern.exec(words)?.groups).find(one => one !== undefined);
  if (
    !groups ||
    /^(?:it|them|everything|all(?: tiles)?|tiles|data|the (?:dashboard|data|board|page))$/i.test(groups['what']!)
  )
    return false;
  const found = refer(groups['what']!, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  const wanted = secondsOf(groups['count'], groups['unit']!);
  for (const { id } of found.tiles) {
    work.do({ kind: 'setTileRefresh', tile_id: id, value: refreshWithin(work, wanted, id) });
  }
  return true;
};
