import { arc } from 'd3-shape';
import { noWhole } from '../../../../core/answer/adds-up.ts';
import type { AnswerColumn, Results } from '../api/types.ts';
import { formatCell } from '../format.ts';
import { type Refusal, refusal } from './chart.ts';
import { evenValue, type Size } from './draw-common.ts';
import type { Choice, EndLabel, Figure, Shape, Stop } from './figure.ts';
import { MOST_SERIES } from './limit-series.ts';
import { makesWhole, missingNote, type Part, partsOf } from './part-chart.ts';
import { seriesColour } from './ramp.ts';

export interface Slice extends Part {
  /** Of the whole, 0 to 1. */
  readonly share: number;
  readonly colour: string;
  readonly other: boolean;
}

export interface PieChart {
  readonly kind: 'pie';
  readonly shape: 'pie' | 'donut';
  readonly label?: AnswerColumn | undefined;
  readonly y: AnswerColumn;
  readonly slices: readonly Slice[];
  readonly total: number;
  readonly notes: readonly string[];
}

export interface PieRequest {
  readonly x: string | undefined;
  readonly y: readonly string[];
  readonly shape: PieChart['shape'];
  /** The author's colour of a value. */
  readonly colourOf?: ((name: string, raw: string) => string | undefined) | undefined;
}

/** Parts of a whole: refused where the numbers make none (averages, levels over time), or one lies below zero. */
export function preparePie(results: Results, request: PieRequest): PieChart | Refusal {
  const found = partsOf(results, request, 'pie');
  if ('kind' in found) return found;
  const { label, y, parts, missing } = found;
  if (!makesWhole(found)) return refusal(noWhole(y.label), 'bar');
  if (results.truncated) return refusal('There are more rows than were read, so the whole is not known.', 'table');
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  if (total === 0) return refusal(`${y.label} is zero all over, so there are no shares.`, 'table');
  const ordered = [...parts].sort((a, b) => b.value - a.value);
  const whole = ordered.length <= MOST_SERIES;
  const kept = whole ? ordered : ordered.slice(0, MOST_SERIES - 1);
  const rest = ordered.slice(kept.length);
  const slices = kept.map((part, index) => ({
    ...part,
    share: part.value / total,
    other: false,
    colour: request.colourOf?.(part.name, String(part.cell ?? '')) ?? seriesColour(index),
  }));
  const sum = rest.reduce((all, { value }) => all + value, 0);
  const other: Slice = { name: 'Other', value: sum, share: sum / total, colour: seriesColour(0, true), other: true };
  return {
    kind: 'pie',
    shape: request.shape,
    ...(label && { label }),
    y,
    slices: whole ? slices : [...slices, other],
    total,
    notes: [...(whole ? [] : [`Other is ${rest.length} more, added up.`]), ...missingNote(missing)],
  };
}

const SHARE: AnswerColumn = {
  name: 'share',
  label: 'Share',
  type: 'float',
  role: 'measure',
  format: 'percent',
  decimals: 1,
};
export const shareText = (share: number): string => formatCell(share, SHARE);

/** The slices from twelve o'clock on; in the hole of a donut stands the whole. */
export function drawPie(chart: PieChart, { width, height }: Size): Figure {
  const outer = Math.max(12, Math.min(width, height) / 2 - 4);
  const inner = chart.shape === 'donut' ? outer * 0.62 : 0;
  const [x, y] = [width / 2, height / 2];
  const path = arc<{ start: number; end: number }>()
    .innerRadius(inner)
    .outerRadius(outer)
    .startAngle(({ start }) => start)
    .endAngle(({ end }) => end)
    .digits(2);
  const shapes: Shape[] = [];
  const stops: Stop[] = [];
  let start = 0;
  chart.slices.forEach((slice, stop) => {
    const end = start + slice.share * 2 * Math.PI;
    const [left, top] = path.centroid({ start, end });
    shapes.push({
      id: slice.name,
      path: path({ start, end }) ?? '',
      fill: slice.colour,
      stroke: 'var(--surface, var(--paper))',
      stop,
      shift: { left: x, top: y },
    });
    stops.push({ left: x + left, top: y + top, ...sliceStop(chart, slice) });
    start = end;
  });
  const hit = (left: number, top: number) => {
    const radius = Math.hypot(left - x, top - y);
    const turn = (Math.atan2(left - x, y - top) / (2 * Math.PI) + 1) % 1;
    return radius > outer || radius < inner ? -1 : sliceAt(chart, turn);
  };
  return { shapes, stops, axis: 'xy', perRow: 1, rule: false, labels: wholeLabels(chart, inner, x, y), hit };
}

/** The slice at a part of the whole turn, 0 to 1. */
export function sliceAt({ slices }: Pick<PieChart, 'slices'>, turn: number): number {
  let end = 0;
  return slices.findIndex(({ share }) => {
    end += share;
    return turn < end;
  });
}

function sliceStop(chart: PieChart, slice: Slice): Pick<Stop, 'title' | 'rows' | 'dots' | 'pick'> {
  const pick: Choice | undefined =
    chart.label === undefined || slice.cell === undefined ? undefined : { column: chart.label.name, cell: slice.cell };
  return {
    title: slice.name,
    rows: [
      {
        name: '',
        text: `${formatCell(slice.value, chart.y, { withUnit: true })} (${shareText(slice.share)})`,
        colour: '',
      },
    ],
    dots: [],
    ...(pick && { pick }),
  };
}

function wholeLabels({ total, y }: PieChart, inner: number, left: number, top: number): EndLabel[] {
  if (inner < 34) return [];
  const large = inner >= 60;
  return [
    {
      left,
      top: large ? top - 6 : top,
      text: evenValue(total, y),
      colour: '',
      align: 'middle',
      size: large ? 20 : 13,
      strong: true,
    },
    ...(large ? [{ left, top: top + 14, text: 'Total', colour: '', align: 'middle' as const }] : []),
  ];
}
