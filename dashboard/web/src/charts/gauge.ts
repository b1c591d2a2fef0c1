import { arc } from 'd3-shape';
import type { AnswerColumn, Results } from '../api/types.ts';
import { formatCell, kindOf, numberOf } from '../format.ts';
import { type Refusal, refusal } from './chart.ts';
import { CHARACTER, type Size, shortValue } from './draw-common.ts';
import type { EndLabel, Figure, Shape } from './figure.ts';
import { findColumn } from './find-column.ts';
import { shareText } from './pie.ts';
import { niceTicks } from './ticks.ts';

export interface GaugeChart {
  readonly kind: 'gauge';
  readonly y: AnswerColumn;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly target?: { readonly value: number; readonly label: string } | undefined;
  readonly colour: string;
  readonly notes: readonly string[];
}

export interface GaugeRequest {
  readonly y: string | undefined;
  readonly target?: { readonly value: number; readonly label?: string | undefined } | undefined;
  readonly colour?: string | undefined;
}

/** One number on a scale that holds it, its target and zero. */
export function prepareGauge(results: Results, { y: name, target, colour }: GaugeRequest): GaugeChart | Refusal {
  if (results.rows.length !== 1)
    return refusal(`A gauge shows one number; here are ${results.rows.length} rows.`, 'bar');
  const found = findColumn(results, name);
  const value = found === undefined ? undefined : numberOf(results.rows[0]?.[found.at]);
  if (found === undefined || value === undefined) return refusal('There is no number here to show.', 'table');
  const y = found.column;
  const goal = target?.value;
  // Shares have an end of their own; other numbers end a little beyond what must be seen.
  const whole = kindOf(y) === 'percent' && value <= 1 && (goal ?? 0) <= 1;
  const most = whole ? 1 : Math.max(0, value, goal ?? 0, ...(goal === undefined ? [] : [goal * 1.2]));
  const least = Math.min(0, value, goal ?? 0);
  const ticks = niceTicks(least, most === least ? 1 : most, 6);
  return {
    kind: 'gauge',
    y,
    value,
    low: ticks[0] ?? 0,
    high: whole ? 1 : (ticks.at(-1) ?? 1),
    ...(target && { target: { value: target.value, label: target.label ?? 'Target' } }),
    colour: colour ?? 'var(--accent)',
    notes: [],
  };
}

/** How much of the target is reached, in words; undefined without one, or where the target is zero or below. */
export const reached = ({ value, target }: GaugeChart): string | undefined =>
  target === undefined || target.value <= 0 ? undefined : `${shareText(value / target.value)} of target`;

const FROM = -0.6 * Math.PI;
const SPAN = 1.2 * Math.PI;
/** Height of the scale, of a radius of one. */
const DEPTH = 1 - Math.cos(FROM);
/** Pixels above for the target's name, and below for the ends of the scale. */
const HEAD = 20;
const FOOT = 24;

/** A scale of a good half turn; the target is a stroke across it. */
export function drawGauge(chart: GaugeChart, { width, height }: Size): Figure {
  const outer = Math.max(24, Math.min(width / 2 - 28, (height - HEAD - FOOT) / DEPTH));
  const thick = Math.max(8, outer * 0.16);
  const spare = Math.max(0, height - HEAD - FOOT - outer * DEPTH);
  const [x, y] = [width / 2, HEAD + outer + spare / 2];
  const angle = (value: number) =>
    FROM + SPAN * Math.max(0, Math.min(1, (value - chart.low) / (chart.high - chart.low)));
  const path = (from: number, to: number, grow = 0) =>
    arc<null>()
      .innerRadius(outer - thick - grow)
      .outerRadius(outer + grow)
      .startAngle(Math.min(from, to))
      .endAngle(Math.max(from, to))
      .digits(2)(null) ?? '';
  const shift = { left: x, top: y };
  const zero = angle(Math.max(chart.low, Math.min(0, chart.high)));
  const shapes: Shape[] = [
    { id: 'scale', path: path(FROM, FROM + SPAN), fill: 'var(--neutral-5)', shift },
    { id: 'value', path: path(zero, angle(chart.value)), fill: chart.colour, shift },
  ];
  const at = (value: number, radius: number) => ({
    left: x + Math.sin(angle(value)) * radius,
    top: y - Math.cos(angle(value)) * radius,
  });
  const { target } = chart;
  if (target !== undefined) {
    const stroke = 1.25 / outer;
    shapes.push({
      id: 'target',
      path: path(angle(target.value) - stroke, angle(target.value) + stroke, 4),
      fill: 'var(--neutral-11)',
      shift,
    });
  }
  const labels = gaugeLabels(chart, { x, y, outer, width, at });
  const stops = [
    {
      left: x,
      top: y - outer * 0.2,
      title: chart.y.label,
      rows: [
        { name: '', text: formatCell(chart.value, chart.y, { withUnit: true }), colour: '' },
        ...(target === undefined
          ? []
          : [{ name: target.label, text: formatCell(target.value, chart.y, { withUnit: true }), colour: '' }]),
        ...(reached(chart) === undefined ? [] : [{ name: 'Reached', text: reached(chart) ?? '', colour: '' }]),
      ],
      dots: [],
    },
  ];
  return { shapes, stops, axis: 'xy', perRow: 0, rule: false, labels };
}

interface Places {
  readonly x: number;
  readonly y: number;
  readonly outer: number;
  readonly width: number;
  readonly at: (value: number, radius: number) => { left: number; top: number };
}

function gaugeLabels(chart: GaugeChart, { x, y, outer, width, at }: Places): EndLabel[] {
  const { target } = chart;
  const beside = target === undefined ? undefined : targetLabel(target, chart.y, at(target.value, outer + 10), x);
  const fits = beside !== undefined && labelFits(beside, width);
  const said = fits ? reached(chart) : withTarget(chart);
  const foot = y + outer * (DEPTH - 1) + 14;
  const low = at(chart.low, outer);
  const high = at(chart.high, outer);
  return [
    {
      left: x,
      top: y - 2,
      text: shortValue(chart.value, chart.y),
      colour: '',
      align: 'middle',
      size: outer >= 70 ? 28 : 20,
      strong: true,
    },
    ...(said === undefined || outer < 48
      ? []
      : [{ left: x, top: y + 22, text: said, colour: '', align: 'middle' as const }]),
    { left: low.left, top: foot, text: shortValue(chart.low, chart.y), colour: '', align: 'middle' },
    { left: high.left, top: foot, text: shortValue(chart.high, chart.y), colour: '', align: 'middle' },
    ...(fits ? [beside] : []),
  ];
}

function targetLabel(
  target: NonNullable<GaugeChart['target']>,
  y: AnswerColumn,
  place: { left: number; top: number },
  x: number,
): EndLabel {
  const align = place.left > x + 12 ? 'start' : place.left < x - 12 ? 'end' : 'middle';
  return { ...place, text: `${target.label} ${shortValue(target.value, y)}`, colour: '', align };
}

/** Where the target has no room beside the scale, it is said below the number. */
function withTarget(chart: GaugeChart): string | undefined {
  const { target, y } = chart;
  const said = reached(chart);
  if (target === undefined) return said;
  const goal = shortValue(target.value, y);
  return said === undefined ? `${target.label} ${goal}` : `${said} ${goal}`;
}

function labelFits({ left, text, align }: EndLabel, width: number): boolean {
  const wide = text.length * CHARACTER;
  const start = align === 'start' ? left : align === 'end' ? left - wide : left - wide / 2;
  return start >= 0 && start + wide <= width;
}
