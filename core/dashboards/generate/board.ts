import { features } from './board-features.ts';
import { filters, only, removeFilters } from './board-filters.ts';
import type { BoardRule } from './board-rule.ts';
import { ACCENT, DENSITY, REFRESHING, THEME } from './board-words.ts';
import { COLOR, colorOf } from './color-words.ts';
import { COMPARISON, comparedWindow, comparisonOf, otherPeriod } from './comparison-words.ts';
import type { Work } from './context.ts';
import { refreshOf, refreshWithin } from './refresh-words.ts';
import { windowOf } from './time.ts';
import { joined } from './words.ts';

/** Words that are about the whole dashboard. Each rule either does what its words say and tells so, or passes. */

const EVERYWHERE =
  /\s*\b(?:everywhere|on (?:all|every|each)(?: of)?(?: the)? (?:tiles?|charts?|graphs?)|(?:for|in|on) (?:all|every) (?:tiles?|charts?)|for everything|on everything|(?:on|across|for|of) the (?:whole |entire )?(?:dashboard|board|page)|throughout|overall)\b/i;

const theme: BoardRule = (work, words) => {
  const match = THEME.exec(words);
  if (!match) return false;
  work.do({ kind: 'setTheme', value: { ...work.spec.theme, mode: match[1]!.toLowerCase() as 'dark' } });
  return true;
};

const density: BoardRule = (work, words) => {
  const match = DENSITY.exec(words);
  if (!match) return false;
  const compact = /compact|dense/i.test(match[1]!);
  work.do({ kind: 'setTheme', value: { ...work.spec.theme, density: compact ? 'compact' : 'comfortable' } });
  return true;
};

const accent: BoardRule = (work, words) => {
  const match = ACCENT.exec(words);
  if (!match) return false;
  const color = colorOf(match[1] ?? match[2]!) as NonNullable<Work['spec']['theme']['accent']>;
  work.do({ kind: 'setTheme', value: { ...work.spec.theme, accent: color } });
  return true;
};

/** The window of all tiles; those that have their own give it up. */
const window: BoardRule = (work, words) => {
  const bare = words.replace(
    /^(?:(?:show|use|set|limit|change|restrict|look at|make)\s+)?(?:(?:everything|all|it|all tiles|the (?:dashboard|time (?:range|window)|period|date range|window))\s+)?(?:(?:to|is|as|for|over|by)\s+)?/i,
    '',
  );
  if (
    /^(?:remove|clear|no|drop) (?:the )?(?:time (?:range|window)|date range|window|period)$|^all[- ]time$/i.test(words)
  ) {
    work.do({ kind: 'setTime', value: null });
    return true;
  }
  const range = windowOf(bare, work.reader.now) ?? windowOf(words, work.reader.now);
  if (!range) return false;
  work.do({ kind: 'setTime', value: { range } });
  for (const { id, time } of work.spec.tiles) {
    if (time?.range || time?.pinned) {
      work.do({ kind: 'setTileTime', tile_id: id, value: time.field === undefined ? null : { field: time.field } });
    }
  }
  return true;
};

/** Where there is a number that goes over time. */
const comparison: BoardRule = (work, words) => {
  const match = new RegExp(`^(?:show |add |all )?${COMPARISON}$`, 'i').exec(words);
  if (!match) return false;
  const how = comparisonOf(match.groups!['period']!);
  const value = { with: how.with };
  const fitting = work.spec.tiles.filter(tile => tile.kind === 'number' || tile.kind === 'line' || tile.kind === 'bar');
  if (fitting.length === 0) {
    work.refuse(words, 'There is no number that could be compared.');
    return true;
  }
  const numbers = fitting.filter(tile => tile.kind === 'number');
  const without = (numbers.length > 0 ? numbers : fitting).filter(
    ({ plan, time }) => !plan?.time?.range && !plan?.time?.grain && !time?.range,
  );
  const needsWindow = work.spec.time === undefined && without.length > 0;
  if (needsWindow && work.preserve) {
    work.refuseNumbers();
    return true;
  }
  for (const tile of numbers.length > 0 ? numbers : fitting) {
    const other = otherPeriod(tile, work.spec, how);
    if (other === undefined) work.do({ kind: 'setComparison', tile_id: tile.id, value });
    else work.refuse(words, other, [`compare ${tile.title} with the previous period`], true);
  }
  if (needsWindow) {
    const { range, told } = how.window ?? comparedWindow;
    work.do({ kind: 'setTime', value: { range } });
    work.assume([told]);
  }
  return true;
};

const refresh: BoardRule = (work, words) => {
  const match = REFRESHING.exec(words);
  if (match) {
    work.do({ kind: 'setRefresh', value: refreshWithin(work, refreshOf(match)) });
    return true;
  }
  if (
    !/^(?:stop|no|without|turn off|disable)(?: automatic| auto)?[ -]?(?:refresh(?:ing)?|updat(?:es|ing))$/i.test(words)
  )
    return false;
  work.do({ kind: 'setRefresh', value: null });
  return true;
};

const title: BoardRule = (work, words) => {
  const match =
    /^(?:(?:re)?title|call|name|rename) (?:it|(?:the|this) (?:dashboard|board|page))(?: to| as)? "?(.+?)"?$|^(?:titled|called|named|title:?|with the title) "?(.+?)"?$/i.exec(
      words,
    );
  const value = match?.[1] ?? match?.[2];
  if (value === undefined) return false;
  work.do({ kind: 'retitle', value: value.slice(0, 120) });
  return true;
};

/** Names divided by one "/" each. */
const folderOf = (words: string): string | null => {
  const names = words.split('/').map(name => name.trim());
  return (
    names
      .filter(name => name !== '')
      .join('/')
      .slice(0, 200) || null
  );
};

const folder: BoardRule = (work, words) => {
  const match =
    /^(?:(?:put|move|save|file) (?:it|this|the dashboard) )?(?:in|into|to|under) (?:the )?folder "?(.+?)"?$/i.exec(
      words,
    ) ?? /^(?:set|change) the folder to "?(.+?)"?$/i.exec(words);
  if (!match) return false;
  work.do({ kind: 'setFolder', value: folderOf(match[1]!) });
  return true;
};

const rules: readonly BoardRule[] = [
  theme,
  density,
  accent,
  refresh,
  features,
  title,
  folder,
  removeFilters,
  filters,
  comparison,
  only,
  window,
];

/** Whether the words were about the whole dashboard; then they are carried out, or it is told why not. */
export async function boardDirective(work: Work, words: string): Promise<boolean> {
  const everywhere = EVERYWHERE.test(words);
  const text = joined(words.replace(EVERYWHERE, ' ').replace(/^(?:please|also|and|but|then)\s+/i, ''));
  for (const rule of rules) if (await rule(work, text, everywhere)) return true;
  return false;
}

/** "… in dark mode", "… with a purple accent" at the end of other words: taken off them, and done. */
export function takeTheme(work: Work, words: string): string {
  const mode = /,?\s*\b(?:in|with|using|and)\s+(?:a |the )?(dark|light)[ -](?:mode|theme)\b/i.exec(words);
  if (mode) theme(work, `${mode[1]} mode`, false);
  const rest = mode ? joined(words.replace(mode[0], ' ')) : words;
  const brand = new RegExp(
    `,?\\s*\\b(?:in|with|using|and)\\s+(?:an? |the )?${COLOR} accents?(?: colou?r)?\\b`,
    'i',
  ).exec(rest);
  if (brand) accent(work, `${brand[1]} accents`, false);
  return brand ? joined(rest.replace(brand[0], ' ')) : rest;
}

/** "… in the folder Finance". */
export function takeFolder(work: Work, words: string): string {
  const match = /,?\s+(?:in|into|under) (?:the )?folder "?([^",;]+?)"?$/i.exec(words);
  if (!match) return words;
  work.do({ kind: 'setFolder', value: folderOf(match[1]!) });
  return joined(words.slice(0, match.index));
}
