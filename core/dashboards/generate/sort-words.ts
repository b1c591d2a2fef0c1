import { sameName } from '../../plan/names.ts';
import type { Tile } from '../spec.ts';
import { columnsNamed, columnsOf } from './columns.ts';
import { isReading, type NotRead, type Reading } from './content.ts';
import type { Work } from './context.ts';

const upwards = /\b(?:ascending|asc|lowest first|smallest first|low to high|a to z|oldest first|upwards)\b/i;
const order =
  /,?\s*\b(?:in )?(?:from )?(?:ascending|asc|descending|desc|(?:lowest|smallest|highest|largest|biggest|oldest|newest) first|low to high|high to low|a to z|z to a|upwards|downwards)(?: order)?\b/i;

/** Words that sort a tile which questions do not read: by what it shows, or by what can be added to it. */
export async function sortedReading(
  work: Work,
  tile: Tile,
  words: string,
  refused: NotRead,
): Promise<Reading | NotRead> {
  const name = /^sorted\s+by\s+(?:the\s+)?(.+)$/i.exec(words)?.[1]?.replace(order, '').trim();
  const { plan, question = tile.title } = tile;
  if (!plan || name === undefined || name === '') return refused;
  const direction = upwards.test(words) ? ('ASC' as const) : ('DESC' as const);
  const sorted = (column: string, of: Reading): Reading => ({
    ...of,
    plan: { ...of.plan, orderBy: [{ column, direction }] },
  });
  const [shown, ...more] = columnsNamed(work, tile, name);
  if (shown && more.length === 0) return sorted(shown.name, { plan, question, assumptions: [] });
  const added = await work.reader.follow({ question, plan }, `also ${name}`);
  const column = isReading(added)
    ? added.plan.measures.find(one => !plan.measures.some(own => sameName(own.name, one.name)))
    : undefined;
  if (column && isReading(added)) return sorted(column.name, added);
  const columns = columnsOf(work, tile).map(({ label }) => label);
  return {
    reason: `“${tile.title}” shows no ${name}, and it can’t be added: it sorts by what it shows.`,
    nearest: columns.slice(0, 5).map(label => `sort ${tile.title} by ${label.toLowerCase()}`),
    final: true,
  };
}
