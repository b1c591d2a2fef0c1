import type { AnswerColumn } from '../api/types.ts';
import { type Chart, type GuideSpec, isPercent, type Look } from '../charts/chart.ts';
import { colourOf, shortValue } from '../charts/draw-common.ts';
import { groupName } from '../charts/group-name.ts';
import { guidesInTime, outsideNote } from '../charts/guides-in-time.ts';
import { cssColour, dimmed, valueColour } from './colours.ts';
import type { Selected, Tile } from './tile-body.ts';

/** The line of the target, called by its value where the author gave it no name. */
const targetGuide = ({ target }: Tile, y: AnswerColumn): readonly GuideSpec[] =>
  target === undefined
    ? []
    : [
        {
          kind: 'line',
          axis: 'y',
          from: target.value,
          label: `${target.label ?? 'Target'} ${shortValue(target.value, y)}`,
          tone: 'target',
        },
      ];

const annotationGuides = ({ annotations = [] }: Tile): readonly GuideSpec[] =>
  annotations.map(({ kind, axis, from, to, label = '', tone = 'neutral' }) => ({ kind, axis, from, to, label, tone }));

/** Lines and bands that have a place on this chart, and words for those that have none. */
function guidesOf(tile: Tile, chart: Chart): { guides: readonly GuideSpec[]; notes: readonly string[] } {
  const all = [...targetGuide(tile, chart.y), ...annotationGuides(tile)];
  const fits = ({ axis, from, to }: GuideSpec) => {
    const ends = [from, ...(to === undefined ? [] : [to])];
    if (chart.kind === 'heatMap') return false;
    if (chart.kind === 'scatter') return ends.every(end => typeof end === 'number');
    if (axis === 'x') return chart.time && ends.every(end => typeof end === 'string');
    return !isPercent(chart) && ends.every(end => typeof end === 'number');
  };
  const left = all.filter(guide => !fits(guide)).map(({ label, kind }) => (label === '' ? `a ${kind}` : label));
  const dated = all.filter(guide => fits(guide) && guide.axis === 'x' && chart.kind !== 'scatter');
  const { shown, outside } = 'stops' in chart ? guidesInTime(chart, dated) : { shown: dated, outside: [] };
  return {
    guides: [...all.filter(guide => fits(guide) && !dated.includes(guide)), ...shown],
    notes: [
      ...(left.length === 0 ? [] : [`No place here for ${left.join(', ')}.`]),
      ...(outside.length === 0 ? [] : [outsideNote(outside)]),
    ],
  };
}

/** The chart as its author wants it to look: colours, guides, labels, legend. */
export function withLook<C extends Chart>(chart: C, tile: Tile): C {
  const { guides, notes } = guidesOf(tile, chart);
  const look: Look = {
    guides,
    ...(tile.style?.labels !== undefined && { labels: tile.style.labels }),
    ...(tile.style?.legend !== undefined && { legend: tile.style.legend }),
  };
  return { ...coloured(chart, tile), ...look, notes: [...notes, ...chart.notes] };
}

function coloured<C extends Chart>(chart: C, tile: Tile): C {
  if (chart.kind === 'heatMap') return chart;
  const own = tile.style?.color === undefined ? undefined : cssColour(tile.style.color);
  if (chart.kind === 'scatter') {
    const series = chart.series.map(one => ({
      ...one,
      colour: valueColour(tile, one.name, String(one.cell)) ?? one.colour,
    }));
    return { ...chart, series, ...(own && { colour: own }) };
  }
  const series = chart.series.map((one, index) => ({
    ...one,
    colour: valueColour(tile, one.name, String(one.cell)) ?? (index === 0 && own ? own : colourOf(chart, index)),
  }));
  const stopColours =
    chart.series.length === 1 && tile.style?.colors !== undefined
      ? chart.stops.map(stop => valueColour(tile, groupName(stop, chart.x), stop))
      : undefined;
  return { ...chart, series, ...(stopColours && { stopColours }) };
}

const hasValue = (values: readonly unknown[], cell: unknown): boolean =>
  values.some(value => String(value ?? '') === String(cell ?? ''));

/** Stops that were clicked before; empty when none was, or the clicks were about something else. */
export function chosenStops(
  chart: Chart,
  selected: readonly Selected[],
  fieldOf: (column: string) => string | undefined,
): ReadonlySet<number> {
  if (!('stops' in chart)) return new Set();
  const field = fieldOf(chart.x.name);
  const values = selected.filter(one => one.field === field).flatMap(one => one.values);
  if (field === undefined || values.length === 0) return new Set();
  return new Set(chart.stops.flatMap((stop, at) => (hasValue(values, chart.cells?.[at] ?? stop) ? [at] : [])));
}

/** The series that were not clicked step back. */
export function withChosenSeries<C extends Chart>(
  chart: C,
  selected: readonly Selected[],
  fieldOf: (column: string) => string | undefined,
): C {
  if (!('stops' in chart) || chart.split === undefined) return chart;
  const field = fieldOf(chart.split.name);
  const values = selected.filter(one => one.field === field).flatMap(one => one.values);
  if (field === undefined || values.length === 0) return chart;
  const series = chart.series.map((one, index) => {
    const colour = colourOf(chart, index);
    return hasValue(values, one.cell) && !one.other ? one : { ...one, colour: dimmed(colour) };
  });
  return { ...chart, series };
}

/** Which of some marks were clicked before; empty when none was. */
export function chosenCells(
  marks: readonly { readonly cell?: unknown }[],
  column: string | undefined,
  selected: readonly Selected[],
  fieldOf: (column: string) => string | undefined,
): ReadonlySet<number> {
  const field = column === undefined ? undefined : fieldOf(column);
  const values = selected.filter(one => one.field === field).flatMap(one => one.values);
  if (field === undefined || values.length === 0) return new Set();
  return new Set(marks.flatMap(({ cell }, at) => (cell !== undefined && hasValue(values, cell) ? [at] : [])));
}
