import * as Plot from '@observablehq/plot';
import { formatCell } from '../format.ts';
import type { HeatMapChart } from './chart.ts';
import { CHARACTER, evenValue, type Size, STYLE } from './draw-common.ts';
import { type Figure, shortened } from './figure.ts';
import { groupName } from './group-name.ts';
import { ramp, rampShares } from './ramp.ts';
import { spread } from './ticks.ts';

interface HeatCell {
  readonly column: number;
  readonly row: number;
  readonly value: number | undefined;
  readonly share: number | undefined;
}

/** A measure over two dimensions as shades; the numbers stand in the cells where they fit. */
export function drawHeatMap(chart: HeatMapChart, { width, height }: Size): Figure {
  const flat = chart.values.flatMap((values, row) => values.map((value, column) => ({ row, column, value })));
  const shares = rampShares(flat.map(({ value }) => value));
  const cells = flat.map((cell, index): HeatCell => ({ ...cell, share: shares[index] }));
  const names = chart.rows.map(row => shortened(groupName(row, chart.row), width < 520 ? 12 : 24));
  const marginLeft = Math.max(...names.map(name => name.length)) * CHARACTER + 16;
  const room = (width - marginLeft) / chart.columns.length;
  const columns = chart.columns.map((_, index) => index);
  const isWritten = chart.labels ?? room >= 54;
  const plot = Plot.plot({
    width,
    height,
    marginTop: 4,
    marginRight: 0,
    marginBottom: 24,
    marginLeft,
    style: STYLE,
    x: { type: 'band', domain: columns, label: null, axis: null, padding: 0.04 },
    y: { type: 'band', domain: chart.rows.map((_, index) => index), label: null, axis: null, padding: 0.08 },
    marks: [
      Plot.cell(cells, {
        x: 'column',
        y: 'row',
        rx: 3,
        fill: ({ share }: HeatCell) => (share === undefined ? 'transparent' : ramp(share)),
      }),
      ...(!isWritten
        ? []
        : [
            Plot.text(cells, {
              x: 'column',
              y: 'row',
              text: ({ value }: HeatCell) => (value === undefined ? '–' : evenValue(value, chart.y)),
              fill: ({ share }: HeatCell) => (Math.abs(share ?? 0) > 0.55 ? 'var(--paper)' : 'var(--neutral-11)'),
            }),
          ]),
    ],
  });
  const x = plot.scale('x');
  const y = plot.scale('y');
  const [wide, high] = [x?.bandwidth ?? 0, y?.bandwidth ?? 0];
  const stops = cells.map(({ column, row, value }) => {
    const left = Number(x?.apply(column));
    const top = Number(y?.apply(row));
    const text = formatCell(value, chart.y, { withUnit: true });
    return {
      left: left + wide / 2,
      top: top + high / 2,
      title: `${groupName(chart.rows[row], chart.row)}, ${groupName(chart.columns[column], chart.x)}`,
      rows: [{ name: '', text, colour: '' }],
      dots: [],
      area: { left, top, width: wide, height: high },
      pick: { column: chart.row.name, cell: chart.rowCells[row] ?? null },
      parts: [
        {
          area: { left, top, width: wide, height: high },
          pick: { column: chart.x.name, cell: chart.columnCells[column] ?? null },
        },
      ],
    };
  });
  // Every column is named as far as its name fits; periods, which a cut makes alike, only now and then.
  const titles = chart.columns.map(column => groupName(column, chart.x));
  const fits = Math.floor(room / CHARACTER);
  const cut = fits >= 5 && (chart.x.role !== 'time' || titles.every(title => title.length <= fits));
  const most = cut ? columns.length : Math.max(2, Math.floor((width - marginLeft) / 84));
  const labels = [
    ...names.map((text, row) => ({ left: 0, top: Number(y?.apply(row)) + high / 2, text, colour: '' })),
    ...spread(columns, most).map(column => ({
      left: Number(x?.apply(column)) + wide / 2,
      top: height - 10,
      text: shortened(titles[column] ?? '', cut ? fits : 12),
      colour: '',
    })),
  ];
  return { svg: plot, stops, axis: 'xy', perRow: chart.columns.length, rule: false, labels };
}
