import type { AnswerColumn, Cell } from '../api/types.ts';

/** How stops are drawn. `percent` kinds hold shares of each stop's total as values, and say the numbers themselves. */
const STOP_KINDS = [
  'line',
  'area',
  'stackedArea',
  'percentArea',
  'bar',
  'groupedBar',
  'stackedBar',
  'percentBar',
] as const;
export type StopKind = (typeof STOP_KINDS)[number];

export type ChartKind = StopKind | 'scatter' | 'heatMap' | 'table' | 'number';

/** Which columns a chart shows and how. */
export interface ChartRequest {
  readonly kind: ChartKind;
  readonly x?: string | undefined;
  readonly y: readonly string[];
  readonly series?: string | undefined;
  /** Scatter plots: the measure that the area of a point stands for. */
  readonly size?: string | undefined;
  /** Scatter plots: what a point is called. */
  readonly label?: string | undefined;
  /** Whether bars lie; left out, those of time stand and those of things lie. */
  readonly lies?: boolean | undefined;
}

/** One line or one colour of bars. `values` has one entry a stop. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
  /** The rest, added up. */
  readonly other: boolean;
  /** The numbers behind shares, for what is said. */
  readonly told?: readonly (number | undefined)[] | undefined;
  /** The raw cell of the split; left out for measures and the rest. */
  readonly cell?: Cell | undefined;
  /** A CSS colour; left out, that of its place. */
  readonly colour?: string | undefined;
}

/** A line, band or note across a chart, in the chart's own numbers. */
export interface GuideSpec {
  readonly kind: 'line' | 'band' | 'note';
  readonly axis: 'x' | 'y';
  readonly from: number | string;
  readonly to?: number | string | undefined;
  readonly label: string;
  readonly tone: 'neutral' | 'good' | 'warning' | 'bad' | 'target';
}

/** How the author wants it to look. */
export interface Look {
  readonly guides?: readonly GuideSpec[] | undefined;
  /** Values written at marks: left out, where they read well. */
  readonly labels?: boolean | undefined;
  readonly legend?: boolean | undefined;
}

/** A chart by stops along x: lines, areas and bars. */
export interface StopChart extends Look {
  readonly kind: StopKind;
  readonly x: AnswerColumn;
  /** How values are written: the column of the first measure drawn. */
  readonly y: AnswerColumn;
  /** Of percent kinds: the column of the numbers behind the shares. */
  readonly toldY?: AnswerColumn | undefined;
  /** The column whose values are the series. */
  readonly split?: AnswerColumn | undefined;
  /** Raw cells of x as text, in the order drawn. */
  readonly stops: readonly string[];
  /** Raw cells of x, where a stop can be clicked. */
  readonly cells?: readonly Cell[] | undefined;
  readonly time: boolean;
  readonly lies?: boolean | undefined;
  readonly series: readonly Series[];
  /** One series only: colours by the values of x. */
  readonly stopColours?: readonly (string | undefined)[] | undefined;
  /** Columns drawn, in the result's order. */
  readonly drawn: readonly AnswerColumn[];
  /** Index of the first stop that is a period that was not over; the number of stops when all were. */
  readonly openFrom: number;
  readonly notes: readonly string[];
}

export interface PlotPoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number | undefined;
  /** Index of its series. */
  readonly series?: number | undefined;
  readonly cell?: Cell | undefined;
}

export interface ScatterChart extends Look {
  readonly kind: 'scatter';
  readonly x: AnswerColumn;
  readonly y: AnswerColumn;
  readonly size?: AnswerColumn | undefined;
  readonly label?: AnswerColumn | undefined;
  readonly split?: AnswerColumn | undefined;
  /** Names and colours of the groups of points; empty where there is one. */
  readonly series: readonly { readonly name: string; readonly colour: string; readonly cell?: Cell | undefined }[];
  readonly colour?: string | undefined;
  readonly points: readonly PlotPoint[];
  readonly notes: readonly string[];
}

export interface HeatMapChart extends Look {
  readonly kind: 'heatMap';
  readonly x: AnswerColumn;
  readonly row: AnswerColumn;
  readonly y: AnswerColumn;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** The raw cells behind them, as a click gives them. */
  readonly columnCells: readonly Cell[];
  readonly rowCells: readonly Cell[];
  /** By row, then column. */
  readonly values: readonly (readonly (number | undefined)[])[];
  readonly notes: readonly string[];
}

export type Chart = StopChart | ScatterChart | HeatMapChart;

/** Why nothing is drawn, in words, and what would show the same rows instead. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: string;
  readonly offer?: 'bar' | 'table' | undefined;
}

export const refusal = (reason: string, offer?: Refusal['offer']): Refusal => ({ kind: 'refused', reason, offer });
export const isRefusal = <T extends { readonly kind: string }>(one: T | Refusal): one is Refusal =>
  one.kind === 'refused';

export const isStacked = ({ kind }: Pick<StopChart, 'kind'>): boolean => /^(stacked|percent)/.test(kind);
export const isPercent = ({ kind }: Pick<StopChart, 'kind'>): boolean => kind.startsWith('percent');
export const isBars = ({ kind }: Pick<StopChart, 'kind'>): boolean => /bar$/i.test(kind);
export const isArea = ({ kind }: Pick<StopChart, 'kind'>): boolean => /area$/i.test(kind);
