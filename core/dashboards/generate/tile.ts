import { planColumns } from '../../plan/columns.ts';
import { findField, sameName } from '../../plan/names.ts';
import type { ResolvedModel } from '../../semantic/resolve/types.ts';
import { windowField } from '../anchors.ts';
import type { Encoding, Place, Tile, TileKind } from '../spec.ts';
import { drillOf, isSingle, type Reading } from './content.ts';
import type { Look } from './look.ts';
import { noParts } from './parts.ts';
import { columnsOf, type Size } from './size-words.ts';
import { styleOf, yearOfMonths } from './style.ts';
import { capitalised, idOf } from './words.ts';

/** Columns and rows of a kind on the grid. */
const sizes: Readonly<Record<TileKind, { readonly w: number; readonly h: number }>> = {
  number: { w: 3, h: 2 },
  gauge: { w: 3, h: 3 },
  line: { w: 6, h: 4 },
  area: { w: 6, h: 4 },
  bar: { w: 6, h: 4 },
  pie: { w: 4, h: 4 },
  scatter: { w: 6, h: 4 },
  heatMap: { w: 6, h: 5 },
  funnel: { w: 4, h: 4 },
  map: { w: 6, h: 5 },
  pivot: { w: 12, h: 5 },
  table: { w: 12, h: 5 },
  list: { w: 4, h: 4 },
  text: { w: 12, h: 2 },
  filter: { w: 3, h: 1 },
  question: { w: 12, h: 3 },
  upload: { w: 6, h: 3 },
};

/** The size that words and kind give, from what it is now. */
export function sized(kind: TileKind, size: Size | undefined, now = sizes[kind]): { w: number; h: number } {
  const { w, h } = now;
  const wide = size && columnsOf(size);
  if (wide !== undefined) return { w: wide, h };
  switch (size) {
    case 'large':
      return { w: Math.min(12, Math.ceil(w * 1.5)), h: Math.min(24, h + 2) };
    case 'small':
      return { w: Math.max(2, Math.floor(w / 1.5)), h: Math.max(1, h - 1) };
    case 'wide':
      return { w: Math.min(12, w + 3), h };
    case 'narrow':
      return { w: Math.max(2, w - 3), h };
    case 'tall':
      return { w, h: Math.min(24, h + 2) };
    case 'short':
      return { w, h: Math.max(1, h - 2) };
    default:
      return { w, h };
  }
}

/** The kind that shows a plan best, by its columns alone. */
export function kindOf({ plan }: Pick<Reading, 'plan'>, model: ResolvedModel): TileKind {
  if (plan.fields.length > 0) return 'table';
  const measures = planColumns(plan, model.model).filter(({ role }) => role === 'measure').length;
  if (isSingle(plan) || (plan.summarise && plan.summarise.by.length === 0)) return measures <= 1 ? 'number' : 'table';
  if (measures === 0) return 'list';
  if (plan.time?.grain !== undefined) return groupsOf(plan, model) <= 1 ? 'line' : 'table';
  return groupsOf(plan, model) <= 2 ? 'bar' : 'table';
}

/** Groups that tell rows apart: a name with the key of its dataset is one. */
function groupsOf({ dimensions }: Reading['plan'], { model }: ResolvedModel): number {
  const found = dimensions.map(({ field }) => findField(model, field));
  const isKey = (one: (typeof found)[number]) =>
    one?.dataset.primaryKey.some(key => sameName(key, one.field.name) || sameName(key, one.field.text)) &&
    found.some(other => other !== one && other?.dataset === one.dataset);
  return found.filter(one => !isKey(one)).length;
}

/** Why a plan can't be shown in that way, and which way is near; undefined where it can. */
export function misfit(
  kind: TileKind,
  { plan }: Pick<Reading, 'plan'>,
  model: ResolvedModel,
): { reason: string; nearest: TileKind[] } | undefined {
  const single = isSingle(plan) && plan.summarise === undefined;
  const periods = plan.time?.grain !== undefined;
  const groups = groupsOf(plan, model);
  if ((kind === 'number' || kind === 'gauge') && !single && plan.summarise?.by.length !== 0) {
    return { reason: `A ${kind} shows one number, and this has one for each group.`, nearest: ['bar', 'table'] };
  }
  if ((kind === 'line' || kind === 'area') && !periods) {
    return { reason: `A ${kind} chart goes over time, and this has no periods.`, nearest: ['bar', 'number'] };
  }
  const byGroups: TileKind[] = ['bar', 'pie', 'funnel', 'map', 'heatMap', 'scatter', 'pivot'];
  if (byGroups.includes(kind) && groups === 0 && !(periods && kind !== 'pie' && kind !== 'map' && kind !== 'funnel')) {
    return { reason: `A ${named(kind)} compares groups, and this has none.`, nearest: ['number', 'table'] };
  }
  if (kind === 'heatMap' && groups + (periods ? 1 : 0) < 2) {
    return { reason: 'A heat map has two groups, such as region and month.', nearest: ['bar', 'table'] };
  }
  const reason = noParts(kind, plan, groups, model);
  return reason === undefined
    ? undefined
    : { reason, nearest: [...new Set([kindOf({ plan }, model), 'table' as const])] };
}

export const named = (kind: TileKind): string =>
  ({
    heatMap: 'heat map',
    bar: 'bar chart',
    line: 'line chart',
    area: 'area chart',
    pie: 'pie chart',
    pivot: 'pivot table',
  })[kind as string] ?? kind;

export interface TileWords {
  readonly reading: Reading;
  readonly look: Look;
  readonly title: string;
  readonly taken: ReadonlySet<string>;
  /** The date that windows go by, where the model does not say. */
  readonly date?: string | undefined;
}

/** A tile of a plan and words about its looks; where it lies is settled by others. */
export function tileOf({ reading, look, title, taken, date }: TileWords, model: ResolvedModel): Tile {
  const { plan, question } = reading;
  const kind = look.kind ?? kindOf(reading, model);
  const drill = drillOf(plan, model);
  const encoding = encodingOf(kind, reading, look.encoding);
  const style = styleOf(look);
  const at: Place = { x: 0, y: 0, ...sized(kind, look.size) };
  return {
    id: idOf(title, taken),
    kind,
    title: title.slice(0, 120),
    at,
    plan,
    question,
    ...(encoding && { encoding }),
    ...(look.comparison && { comparison: { with: look.comparison.with } }),
    ...(look.sparkline && { sparkline: yearOfMonths }),
    ...(look.target !== undefined && { target: { value: look.target } }),
    ...(date !== undefined && windowField(plan, model) === undefined && { time: { field: date } }),
    ...(look.refresh !== undefined && { refresh: look.refresh }),
    ...(drill && { drill: [...drill] }),
    ...(Object.keys(style).length > 0 && { style }),
  };
}

/** Rankings read best as rows: names have room there. */
function encodingOf(kind: TileKind, { plan }: Reading, wanted: Encoding | undefined): Encoding | undefined {
  if (kind !== 'bar' || plan.limit === undefined || plan.time?.grain !== undefined) return wanted;
  return { orientation: 'horizontal', ...wanted };
}

/** What makes a question of a title, before its subject and behind it. */
const asked =
  /^(?:(?:please|show|me|us|the|our|my|a|an|give|i want|total|how (?:many|much)(?: of)?|what(?:'s| is| are| was| were))\s+)+/i;
const askedBehind =
  /^how (?:many|much) .*?(?=\s(?:(?:do|did|have|had) we(?: (?:have|get|had))?|are there|(?:were|was|are|is|have been|has been))(?:\s|[?.!]*$))/i;
const verbs =
  /^\s(?:(?:do|did|have|had) we(?: (?:have|get|had))?|are there|(?:were|was|are|is|have been|has been))(?=\s|[?.!]*$)/i;

/** The words of a request as a title: "revenue by month" is Revenue by month, "how many orders were late?" Orders late. */
export function titleOf(words: string): string {
  const [subject = ''] = askedBehind.exec(words) ?? [];
  const told = `${subject}${words.slice(subject.length).replace(subject === '' ? /^$/ : verbs, '')}`;
  return capitalised(
    told
      .replace(asked, '')
      .replace(/[?.!,;:]+$/, '')
      .replace(/,?\s+(?:biggest|largest|highest|lowest|smallest|best|worst) first$/i, '')
      .trim(),
  );
}
