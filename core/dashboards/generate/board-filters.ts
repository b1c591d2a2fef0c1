import { mendUnknown } from '../../plan/names.ts';
import type { FilterValue } from '../../plan/schema.ts';
import type { FilterControl } from '../spec.ts';
import type { BoardRule } from './board-rule.ts';
import type { Work } from './context.ts';
import { controlFor, controlOf, fieldNamed, valuesNamed } from './fields.ts';
import { joined } from './words.ts';

/** Filters of the dashboard in words. */

export const removeFilters: BoardRule = (work, words) => {
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

export const filters: BoardRule = async (work, words) => {
  const match =
    /^(?:(?:add|give me|include|show|with|and|have|put|insert|create|make it|let (?:me|people|users|us))\s+)*(?:an?\s+|the\s+|some\s+)?(?:filters?|filterable|filtered|filtering|slicers?|dropdowns?|selectors?)(?: controls?| tiles?)?(?: (?:by|for|on|to choose|to|with))\s+(?:the |a |an )?(.+)$/i.exec(
      words,
    ) ??
    /^(?:(?:add|give me|include|show|with|have)\s+)?(?:an?\s+|the\s+)(.+?) (?:filter|slicer|dropdown|selector)$/i.exec(
      words,
    );
  if (!match) return false;
  // Filters are above the tiles, wherever they are wanted.
  const named = match[1]!.replace(/\s+(?:at|on|in|across|along) (?:the )?top$/i, '');
  for (const part of named.split(/\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*/)) await addFilter(work, part, words);
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
  work.do({ kind: 'putFilter', filter: chosen?.field === field ? withValues(control, chosen.values) : control });
}

/** A control of ranges has no values to choose: it becomes one of values. */
const withValues = (control: FilterControl, values: readonly FilterValue[]): FilterControl => ({
  ...control,
  kind: control.kind === 'value' ? 'value' : 'values',
  selected: [...values],
});

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
  work.do({ kind: 'putFilter', filter: withValues(control, chosen.values) });
  return true;
}

export const only: BoardRule = async (work, words, everywhere) => {
  const match =
    /^(?:(?:show|look at|limit (?:it|everything|this)? ?to|filter (?:it|everything)? ?(?:to|for))\s+)?(?:only|just)\s+(.+)$|^(?:limit|restrict|filter|narrow)(?: it| everything| all(?: tiles)?| the dashboard)? (?:to|down to|for) (.+)$/i.exec(
      words,
    );
  const value = match?.[1] ?? match?.[2];
  if (value === undefined || (!everywhere && work.spec.tiles.length === 0)) return false;
  return selectValues(work, value);
};
