import { mendUnknown } from '../../plan/names.ts';
import { FEATURES, type Feature } from '../spec.ts';
import { DENSITY, featureWords, THEME } from './board-words.ts';
import { COLOR, colorOf } from './color-words.ts';
import { COMPARISON, comparisonOf } from './comparison-words.ts';
import type { Work } from './context.ts';
import { controlFor, controlOf, fieldNamed, valuesNamed } from './fields.ts';
import { REFRESH, refreshOf } from './refresh-words.ts';
import { windowOf } from './time.ts';
import { joined } from './words.ts';

/** Words that are about the whole dashboard. Each rule either does what its words say and tells so, or passes. */

const EVERYWHERE =
  /\s*\b(?:everywhere|on (?:all|every|each)(?: of)?(?: the)? (?:tiles?|charts?|graphs?)|(?:for|in|on) (?:all|every) (?:tiles?|charts?)|for everything|on everything|(?:on|across|for|of) the (?:whole |entire )?(?:dashboard|board|page)|throughout|overall)\b/i;

type Rule = (work: Work, words: string, everywhere: boolean) => Promise<boolean> | boolean;

const theme: Rule = (work, words) => {
  const match = THEME.exec(words);
  if (!match) return false;
  work.do({ kind: 'setTheme', value: { ...work.spec.theme, mode: match[1]!.toLowerCase() as 'dark' } });
  return true;
};

const density: Rule = (work, words) => {
  const match = DENSITY.exec(words);
  if (!match) return false;
  const compact = /compact|dense/i.test(match[1]!);
  work.do({ kind: 'setTheme', value: { ...work.spec.theme, density: compact ? 'compact' : 'comfortable' } });
  return true;
};

const accent: Rule = (work, words) => {
  const match = new RegExp(
    `^(?:use |with |make the )?(?:an? |our |the )?(?:accent|brand|theme|main)(?: colou?r)?(?: of| is| in|:)? ?${COLOR}(?: accents?)?$|^(?:use )?${COLOR} as (?:the )?(?:accent|brand|theme)(?: colou?r)?$`,
    'i',
  ).exec(words);
  if (!match) return false;
  const color = colorOf(match[1] ?? match[2]!) as NonNullable<Work['spec']['theme']['accent']>;
  work.do({ kind: 'setTheme', value: { ...work.spec.theme, accent: color } });
  return true;
};

/** The window of all tiles; those that have their own give it up. */
const window: Rule = (work, words) => {
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
const comparison: Rule = (work, words) => {
  const match = new RegExp(`^(?:show |add |all )?${COMPARISON}$`, 'i').exec(words);
  if (!match) return false;
  const value = { with: comparisonOf(match.groups!['period']!) };
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
  for (const { id } of numbers.length > 0 ? numbers : fitting) work.do({ kind: 'setComparison', tile_id: id, value });
  if (needsWindow) {
    work.do({ kind: 'setTime', value: { range: { kind: 'previous', unit: 'month', count: 12 } } });
    work.assume(['Compared over the last 12 complete months.']);
  }
  return true;
};

const refresh: Rule = (work, words) => {
  const match = new RegExp(`^(?:and |with )?(?:auto(?:matic(?:ally)?)?[- ]?)?${REFRESH}$`, 'i').exec(words);
  if (match) {
    work.do({ kind: 'setRefresh', value: refreshOf(match) });
    return true;
  }
  if (
    !/^(?:stop|no|without|turn off|disable)(?: automatic| auto)?[ -]?(?:refresh(?:ing)?|updat(?:es|ing))$/i.test(words)
  )
    return false;
  work.do({ kind: 'setRefresh', value: null });
  return true;
};

/** Seconds after which data is taken anew where nothing else is said. */
const realTime: Partial<Record<Feature, number>> = { 'real-time-updates': 60, 'real-time-metrics': 30 };

function addFeature(work: Work, feature: Feature): void {
  const features = FEATURES.filter(one => one === feature || work.spec.features.includes(one));
  work.do({ kind: 'setFeatures', value: [...features] });
  const seconds = realTime[feature];
  if (seconds !== undefined && work.spec.refresh === undefined) {
    work.do({ kind: 'setRefresh', value: seconds });
    work.assume([`Real time is taken as new data every ${seconds} seconds.`]);
  }
}

const features: Rule = (work, words) => {
  const feature = featureWords.find(([pattern]) => pattern.test(words))?.[1];
  if (feature === undefined) return false;
  addFeature(work, feature);
  return true;
};

/** Features by their names. */
export function addFeatures(work: Work, names: readonly string[]): void {
  for (const name of names) {
    const wanted = name
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, '-');
    const known =
      FEATURES.find(feature => feature === wanted) ?? featureWords.find(([pattern]) => pattern.test(name))?.[1];
    if (known) addFeature(work, known);
    else work.refuse(name, `There is no feature ${name}. ${mendUnknown(wanted, FEATURES)}`, FEATURES, true);
  }
}

const title: Rule = (work, words) => {
  const match =
    /^(?:(?:re)?title|call|name|rename) (?:it|(?:the|this) (?:dashboard|board|page))(?: to| as)? "?(.+?)"?$|^(?:titled|called|named|title:?|with the title) "?(.+?)"?$/i.exec(
      words,
    );
  const value = match?.[1] ?? match?.[2];
  if (value === undefined) return false;
  work.do({ kind: 'retitle', value: value.slice(0, 120) });
  return true;
};

const folder: Rule = (work, words) => {
  const match =
    /^(?:(?:put|move|save|file) (?:it|this|the dashboard) )?(?:in|into|to|under) (?:the )?folder "?(.+?)"?$/i.exec(
      words,
    );
  if (!match) return false;
  work.do({ kind: 'setFolder', value: match[1]! });
  return true;
};

const removeFilters: Rule = (work, words) => {
  const match =
    /^(?:remove|delete|drop|clear|without)(?: the| all)? ?(.*?)(?: |^)filters?(?: (?:for|by|on) (.+))?$/i.exec(words);
  if (!match) return false;
  const wanted = joined(match[2] ?? match[1] ?? '').toLowerCase();
  const known = work.spec.filters;
  const some =
    wanted === '' || wanted === 'all'
      ? known
      : known.filter(({ label, id }) => label.toLowerCase().includes(wanted) || id.includes(wanted));
  if (some.length === 0)
    work.refuse(
      words,
      `There is no such filter.`,
      known.map(({ label }) => `remove the ${label} filter`),
    );
  for (const { id } of some) {
    for (const tile of work.spec.tiles) if (tile.filter === id) work.do({ kind: 'removeTile', tile_id: tile.id });
    work.do({ kind: 'removeFilter', filter_id: id });
  }
  return true;
};

const filters: Rule = async (work, words) => {
  const match =
    /^(?:(?:add|give me|include|show|with|and|have|put|insert|create|make it|let (?:me|people|users|us))\s+)*(?:an?\s+|the\s+|some\s+)?(?:filters?|filterable|filtered|filtering|slicers?|dropdowns?|selectors?)(?: controls?| tiles?)?(?: (?:by|for|on|to choose|to|with))\s+(?:the |a |an )?(.+)$/i.exec(
      words,
    ) ??
    /^(?:(?:add|give me|include|show|with|have)\s+)?(?:an?\s+|the\s+)(.+?) (?:filter|slicer|dropdown|selector)$/i.exec(
      words,
    );
  if (!match) return false;
  for (const part of match[1]!.split(/\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*/)) await addFilter(work, part, words);
  return true;
};

/** "country", "country = Germany", "Germany". */
async function addFilter(work: Work, words: string, request: string): Promise<void> {
  const [name, value] = words.split(/\s*(?:=|:|\bis\b|\bequals\b|\bset to\b)\s*/i);
  const field = await fieldNamed(work, name ?? words);
  if (field === undefined) {
    if (await selectValues(work, words)) return;
    const known = work.reader.model.model.datasets.flatMap(({ fields }) =>
      fields.map(one => one.label ?? one.name.replaceAll('_', ' ')),
    );
    work.refuse(
      request,
      `There is no field “${words}” to filter by. ${mendUnknown(words, known)}`,
      await nearestFields(work),
    );
    return;
  }
  const existing = controlFor(work, field);
  const control = existing ?? controlOf(field, work);
  const chosen = value === undefined ? undefined : await valuesNamed(work, value);
  if (value !== undefined && chosen?.field !== field) {
    work.refuse(request, `${control.label} has no value “${value}”.`, [], true);
  }
  const selected = chosen?.field === field ? { selected: [...chosen.values] } : {};
  work.do({ kind: 'putFilter', filter: { ...control, ...selected } });
}

const nearestFields = async (work: Work): Promise<readonly string[]> => {
  const [first] = work.spec.tiles.filter(({ plan }) => plan && plan.measures.length > 0);
  const base = first?.question?.replace(/\s+by\s.*$/i, '') ?? '';
  const found = base === '' ? [] : await work.reader.complete(`${base} by `, 4);
  return found.flatMap(question => {
    const name = /\bby (.+)$/i.exec(question)?.[1];
    return name === undefined ? [] : [`filter by ${name}`];
  });
};

/** "only Germany": the control of its field, with the value chosen. */
export async function selectValues(work: Work, words: string): Promise<boolean> {
  const chosen = await valuesNamed(work, words);
  if (!chosen) return false;
  const control = controlFor(work, chosen.field) ?? controlOf(chosen.field, work);
  work.do({
    kind: 'putFilter',
    filter: { ...control, kind: control.kind === 'value' ? 'value' : 'values', selected: [...chosen.values] },
  });
  return true;
}

const only: Rule = async (work, words, everywhere) => {
  const match =
    /^(?:(?:show|look at|limit (?:it|everything|this)? ?to|filter (?:it|everything)? ?(?:to|for))\s+)?(?:only|just)\s+(.+)$|^(?:limit|restrict|filter|narrow)(?: it| everything| all(?: tiles)?| the dashboard)? (?:to|down to|for) (.+)$/i.exec(
      words,
    );
  const value = match?.[1] ?? match?.[2];
  if (value === undefined || (!everywhere && work.spec.tiles.length === 0)) return false;
  return selectValues(work, value);
};

const rules: readonly Rule[] = [
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

/** "… in dark mode" at the end of other words: taken off them, and done. */
export function takeTheme(work: Work, words: string): string {
  const match = /,?\s*\b(?:in|with|using|and)\s+(?:a |the )?(dark|light)[ -](?:mode|theme)\b/i.exec(words);
  if (!match) return words;
  theme(work, `${match[1]} mode`, false);
  return joined(words.replace(match[0], ' '));
}

/** "… in the folder Finance". */
export function takeFolder(work: Work, words: string): string {
  const match = /,?\s+(?:in|into|under) (?:the )?folder "?([^",;]+?)"?$/i.exec(words);
  if (!match) return words;
  work.do({ kind: 'setFolder', value: match[1]! });
  return joined(words.slice(0, match.index));
}
