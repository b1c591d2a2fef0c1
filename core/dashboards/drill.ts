import { SophiaError } from '../errors.ts';
import type { DatePart } from '../plan/date-part.ts';
import { instantOf, unitFrom } from '../plan/instant.ts';
import { fieldText, findDataset, sameName } from '../plan/names.ts';
import { parsePlan } from '../plan/parse.ts';
import { partFilter } from '../plan/part-filter.ts';
import type { Filter, FilterValue, Plan } from '../plan/schema.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { anchorsOf, windowField } from './anchors.ts';
import { fault } from './faults.ts';
import type { Tile } from './spec.ts';

/** A value of a tile that was clicked: of one of its groups, or the beginning of one of its periods. */
export interface Clicked {
  readonly field: string;
  /** What of the date the value is, where the tile is grouped by that: its weekday. */
  readonly part?: DatePart | undefined;
  readonly value: FilterValue | null;
}

/** Fields of a row that are shown, and rows. */
const mostFields = 20;
const mostRows = 1_000;

/**
 * The tile of what is behind the values that were clicked: the same numbers by the next field of the tile's drill path, and after
 * the last field the rows behind them.
 * @throws dashboard.operation_invalid for a field that the tile is not grouped by, and where rows of several datasets are counted
 */
export function drilled(tile: Tile & { plan: Plan }, clicked: readonly Clicked[], model: ResolvedModel): Tile {
  const { comparison: _, sparkline: __, encoding: ___, ...rest } = tile;
  const field = tile.time?.field ?? windowField(tile.plan, model);
  const time = field === undefined ? tile.time : { ...tile.time, field };
  return { ...rest, kind: 'table', plan: drillPlan(tile, clicked, model), ...(time && { time }) };
}

function drillPlan(tile: Tile & { plan: Plan }, clicked: readonly Clicked[], model: ResolvedModel): Plan {
  const { plan, drill = [] } = tile;
  const where = [...plan.where, ...clicked.map((one, i) => conditionOf(one, i, tile, model))];
  const isTaken = (field: string, part?: DatePart) =>
    clicked.some(one => sameName(one.field, field) && one.part === part);
  const deepest = Math.max(-1, ...drill.map((field, i) => (isTaken(field) ? i : -1)));
  const next = drill.find((field, i) => i > deepest && !isTaken(field));
  if (next === undefined) return rowsOf(plan, where, model);
  const groups = plan.dimensions.filter(({ field, part }) => !isTaken(field, part) && !sameName(field, next));
  const { topPerGroup: _, limit: __, summarise: ___, ...rest } = plan;
  return parsePlan({
    ...rest,
    where,
    dimensions: [{ field: next }, ...groups.filter(({ field }) => !drill.some(one => sameName(one, field)))],
    having: [],
    orderBy: [],
    steps: plan.steps.filter(({ kind }) => kind === 'ratio' || kind === 'difference' || kind === 'growth'),
  });
}

function conditionOf(
  { field, part, value }: Clicked,
  index: number,
  { plan, drill = [] }: Tile & { plan: Plan },
  { model }: ResolvedModel,
): Filter {
  const { time } = plan;
  if (part !== undefined && value !== null) {
    const isShown = plan.dimensions.some(one => one.part === part && sameName(one.field, field));
    const recurring = isShown ? partFilter(field, part, [value], model) : undefined;
    if (recurring) return recurring;
    throw refused(index, `The tile has no ${String(value)} of ${field}.`, 'Give a value that it shows.');
  }
  if (time?.grain !== undefined && sameName(time.field, field)) {
    if (plan.measures.some(measure => measure.timeFields)) {
      throw refused(index, 'Its parts are each counted by a date of their own.', 'Choose the period as the window.');
    }
    const start = typeof value === 'string' ? instantOf(value) : undefined;
    if (start === undefined) throw refused(index, `${String(value)} is no day.`, 'Give the beginning of the period.');
    return { field, period: unitFrom(start, time.grain) };
  }
  const known = [...plan.dimensions.map(one => one.field), ...drill];
  if (!known.some(one => sameName(one, field))) {
    throw refused(index, `The tile is not grouped by ${field}.`, `Known: ${known.join(', ') || 'none'}.`);
  }
  return value === null ? { field, operator: 'isMissing' } : { field, operator: '=', values: [value] };
}

const refused = (index: number, message: string, mend: string): SophiaError =>
  new SophiaError('dashboard.operation_invalid', ['values', index], {
    faults: [fault(['values', index], message, mend)],
  });

/** The rows behind the numbers, where all count the same dataset; conditions inside a metric's formula do not narrow them. */
function rowsOf(plan: Plan, where: readonly Filter[], model: ResolvedModel): Plan {
  const [only, more] = anchorsOf(plan, model);
  const dataset = only === undefined ? undefined : findDataset(model.model, only);
  if (!dataset || more !== undefined) {
    const faults = [
      fault([], 'Its numbers are made of rows of several datasets.', 'Drill down into one of its parts.'),
    ];
    throw new SophiaError('dashboard.operation_invalid', [], { faults });
  }
  const shown = plan.measures.filter(measure => !measure.hidden);
  const shared = shown.length === 1 ? shown[0]?.filters : undefined;
  const fields = dataset.fields.filter(field => !field.private && !field.extension.hidden).slice(0, mostFields);
  return parsePlan({
    fields: fields.map(field => fieldText({ dataset, field })),
    where: [...where, ...(shared ?? [])],
    ...(plan.time?.range && { time: { field: plan.time.field, range: plan.time.range } }),
    limit: mostRows,
  });
}
