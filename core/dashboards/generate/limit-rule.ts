import type { Tile } from '../spec.ts';
import { changeContent } from './change.ts';
import type { Work } from './context.ts';
import { isFound, oneOf, refer } from './refer.ts';
import { type Rule, tell } from './rule.ts';

/** How many a ranking shows: "show top 10 instead of top 20", "only the top 10 products", "limit top 20 products to 10". */

const END = 'top|bottom|first|last|best|worst|highest|lowest|largest|smallest';
const how = `(?:the\\s+)?(?:(?<end>${END})\\s+)?(?<count>\\d{1,4})(?:\\s+(?<what>.+?))?`;
const before = `(?:the\\s+)?(?:(?:${END})\\s+)?(?<former>\\d{1,4})(?:\\s+(?<what>.+?))?`;
const lead = '(?:(?:show|list|keep|use|give|display|make it|have|take)\\s+)?(?:me\\s+)?(?:only\\s+|just\\s+)?';

const patterns = [
  new RegExp(
    `^${lead}${how}\\s*,?\\s+(?:instead of|rather than|in place of|(?:and )?not)\\s+${before.replace('<what>', '<whatBefore>')}$`,
    'i',
  ),
  new RegExp(`^instead of\\s+${before.replace('<what>', '<whatBefore>')}\\s*,?\\s+${lead}${how}$`, 'i'),
  new RegExp(
    `^(?:limit|cut|shorten|reduce|change|extend|expand)\\s+(?:the\\s+)?(?:(?:${END})\\s+)(?<former>\\d{1,4})(?:\\s+(?<whatBefore>.+?))?\\s+(?:down\\s+)?to\\s+${how}$`,
    'i',
  ),
  new RegExp(
    `^${lead.replace('(?:only\\s+|just\\s+)?', '(?:only|just)\\s+')}(?:the\\s+)?(?<end>${END})\\s+(?<count>\\d{1,4})(?:\\s+(?<what>.+?))?$`,
    'i',
  ),
];

export const limit: Rule = async (work, words) => {
  const said = patterns.map(pattern => pattern.exec(words)?.groups).find(groups => groups !== undefined);
  if (!said) return false;
  // A time is no ranking: "only the last 6 months".
  const what = said['what'] ?? said['whatBefore'];
  if (/\b(?:minute|hour|day|week|month|quarter|year)s?\b/i.test(what ?? '')) return false;
  const former = said['former'] === undefined ? undefined : Number(said['former']);
  const ranked = rankedTiles(work, former);
  if (ranked.length === 0) {
    if (former === undefined) return false;
    const told = `Nothing here shows ${former}.`;
    return tell(work, words, { reason: told, nearest: rankedTiles(work, undefined).map(({ title }) => title) });
  }
  const found = what === undefined ? undefined : refer(what, { ...work.spec, tiles: [...ranked] }, undefined);
  const meant = found && isFound(found) ? found.tiles : ranked;
  const tile = oneOf(meant);
  if (!tile) {
    const nearest = meant.map(({ title }) => `limit ${title} to ${said['count']}`).slice(0, 5);
    return tell(work, words, { reason: 'It may be several tiles.', nearest });
  }
  work.touched = tile.id;
  await changeContent(work, tile, `${said['end']?.toLowerCase() ?? endOf(tile)} ${said['count']}`, words);
  return true;
};

const rankedTiles = (work: Work, count: number | undefined): readonly Tile[] =>
  work.spec.tiles.filter(({ plan }) => plan?.limit !== undefined && (count === undefined || plan.limit === count));

const endOf = (tile: Tile): string => (tile.plan?.orderBy[0]?.direction === 'ASC' ? 'bottom' : 'top');
