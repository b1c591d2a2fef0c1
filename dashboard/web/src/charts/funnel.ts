import type { AnswerColumn, Results } from '../api/types.ts';
import { formatCell } from '../format.ts';
import type { Refusal } from './chart.ts';
import { evenValue, type Size } from './draw-common.ts';
import type { EndLabel, Figure, Shape, Stop } from './figure.ts';
import { fittedLabel, longestLabel } from './label-text.ts';
import { missingNote, type Part, partsOf } from './part-chart.ts';
import { shareText } from './pie.ts';

export interface Stage extends Part {
  /** Of the first stage, and of the one before; undefined where that is zero. */
  readonly ofFirst: number | undefined;
  readonly ofBefore: number | undefined;
  readonly colour: string;
}

export interface FunnelChart {
  readonly kind: 'funnel';
  readonly label?: AnswerColumn | undefined;
  readonly y: AnswerColumn;
  readonly stages: readonly Stage[];
  readonly notes: readonly string[];
}

export interface FunnelRequest {
  readonly x: string | undefined;
  readonly y: readonly string[];
  /** Whether rows come in the order of the stages; otherwise the largest comes first. */
  readonly ordered: boolean;
  readonly colour?: string | undefined;
  readonly colourOf?: ((name: string, raw: string) => string | undefined) | undefined;
}

/** Stages from the first on. */
export function prepareFunnel(results: Results, request: FunnelRequest): FunnelChart | Refusal {
  const found = partsOf(results, request, 'funnel');
  if ('kind' in found) return found;
  const { label, y, parts, missing } = found;
  const inOrder = request.ordered || label === undefined;
  const ordered = inOrder ? parts : [...parts].sort((a, b) => b.value - a.value);
  const share = (value: number, whole: number | undefined) =>
    whole === undefined || whole === 0 ? undefined : value / whole;
  const stages = ordered.map((part, index) => ({
    ...part,
    ofFirst: share(part.value, ordered[0]?.value),
    ofBefore: index === 0 ? undefined : share(part.value, ordered[index - 1]?.value),
    colour: request.colourOf?.(part.name, String(part.cell ?? '')) ?? request.colour ?? 'var(--series-1)',
  }));
  return { kind: 'funnel', ...(label && { label }), y, stages, notes: missingNote(missing) };
}

/** Pixels of a stage at least and at most, and of the slope between two, as a share of a stage. */
const LEAST = 26;
const MOST = 64;
const SLOPE = 0.36;

export const funnelHeight = ({ stages }: FunnelChart, room: number): number =>
  Math.max(stages.length * LEAST, Math.min(room, stages.length * MOST));

/** Centred bars, joined by slopes: the name left, the number and its share of the first right. */
export function drawFunnel(chart: FunnelChart, { width, height }: Size): Figure {
  const row = height / Math.max(1, chart.stages.length);
  const names = chart.stages.map(({ name }) => fittedLabel(name, Math.max(76, Math.min(170, width * 0.36))));
  const values = chart.stages.map(({ value }) => evenValue(value, chart.y));
  const left = longestLabel(names) + 16;
  const right = longestLabel(values) + (width < 360 ? 12 : 70);
  const middle = left + (width - left - right) / 2;
  const widest = Math.max(...chart.stages.map(({ value }) => value), 1e-9);
  const half = (value: number) => Math.max(0.75, ((width - left - right) / 2) * (value / widest));
  const thick = row * (1 - SLOPE);
  const shapes = chart.stages.flatMap(({ value, colour }, stop): Shape[] => {
    const [top, next] = [stop * row, chart.stages[stop + 1]];
    const slope =
      next === undefined
        ? []
        : [
            {
              id: `slope ${stop}`,
              path: slopePath(middle, half(value), half(next.value), top + thick, top + row),
              fill: `color-mix(in oklab, ${colour} 18%, var(--surface, var(--paper)))`,
              stop,
            },
          ];
    return [
      { id: `stage ${stop}`, path: slopePath(middle, half(value), half(value), top, top + thick), fill: colour, stop },
      ...slope,
    ];
  });
  const stops = chart.stages.map((stage, stop) => funnelStop(chart, stage, stop, { row, thick, width }));
  const labels = chart.stages.flatMap(({ ofFirst }, stop): EndLabel[] => {
    const top = stop * row + thick / 2;
    return [
      { left: 0, top, text: names[stop] ?? '', colour: '', align: 'start' },
      { left: width - (width < 360 ? 0 : 58), top, text: values[stop] ?? '', colour: '', align: 'end', strong: true },
      ...(width < 360 || ofFirst === undefined
        ? []
        : [{ left: width, top, text: shareText(ofFirst), colour: '', align: 'end' as const }]),
    ];
  });
  return { shapes, stops, axis: 'y', perRow: 1, rule: false, labels };
}

const slopePath = (middle: number, above: number, below: number, top: number, bottom: number): string => {
  const at = (x: number, y: number) => `${x.toFixed(1)},${y.toFixed(1)}`;
  return `M${at(middle - above, top)}L${at(middle + above, top)}L${at(middle + below, bottom)}L${at(middle - below, bottom)}Z`;
};

function funnelStop(
  { label, y }: FunnelChart,
  { name, value, cell, ofFirst, ofBefore }: Stage,
  stop: number,
  { row, thick, width }: { row: number; thick: number; width: number },
): Stop {
  const share = (of: string, part: number | undefined) =>
    part === undefined ? [] : [{ name: of, text: shareText(part), colour: '' }];
  return {
    left: width / 2,
    top: stop * row + thick / 2,
    title: name,
    rows: [
      { name: y.label, text: formatCell(value, y, { withUnit: true }), colour: '' },
      ...(stop === 0 ? [] : share('Of the stage before', ofBefore)),
      ...(stop === 0 ? [] : share('Of the first', ofFirst)),
    ],
    dots: [],
    area: { left: 0, top: stop * row, width, height: row },
    ...(label !== undefined && cell !== undefined && { pick: { column: label.name, cell } }),
  };
}
