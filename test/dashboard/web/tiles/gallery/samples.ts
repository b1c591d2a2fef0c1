import type { AnswerColumn, Cell } from '../../../../../dashboard/web/src/api/types.ts';
import type { Tile, TileEvent } from '../../../../../dashboard/web/src/tiles/tile-body.ts';

/** Tiles of every kind with their rows: what the page of the suite draws. All numbers are made up here. */
export interface Sample {
  readonly tile: Tile;
  readonly event: TileEvent;
}

const month: AnswerColumn = { name: 'month', label: 'Month', type: 'date', role: 'time', grain: 'month' };
const text = (name: string, label: string): AnswerColumn => ({ name, label, type: 'string', role: 'dimension' });
const region = text('region', 'Region');
const channel = text('channel', 'Channel');
const revenue: AnswerColumn = {
  name: 'revenue',
  label: 'Revenue',
  type: 'decimal',
  role: 'measure',
  unit: 'USD',
  format: 'currency',
  additivity: 'additive',
};
const orders: AnswerColumn = {
  name: 'orders',
  label: 'Orders',
  type: 'integer',
  role: 'measure',
  format: 'integer',
  additivity: 'additive',
};
const margin: AnswerColumn = { name: 'margin', label: 'Margin', type: 'float', role: 'measure', format: 'percent' };
const delay: AnswerColumn = {
  name: 'delay',
  label: 'Average delay',
  type: 'float',
  role: 'measure',
  unit: 'days',
  format: 'duration',
};

const REGIONS = ['Europe', 'North America', 'Asia Pacific', 'Latin America', 'Middle East', 'Africa'];
const MONTHS = Array.from({ length: 12 }, (_, at) => new Date(Date.UTC(2025, 11 + at, 1)).toISOString().slice(0, 10));

/** A number that looks like measured and is the same in every run. */
const wave = (...seeds: readonly number[]): number => {
  const x = seeds.reduce((sum, seed, at) => sum + (seed + 1) * (12.9898 + at * 7.23), 0);
  return Math.abs(Math.sin(x) * 43_758.5453) % 1;
};
const rows = (count: number, row: (at: number) => readonly Cell[]) => Array.from({ length: count }, (_, at) => row(at));
const byRegionAndMonth = MONTHS.flatMap((at, m) =>
  REGIONS.map((name, r): Cell[] => [at, name, Math.round(60_000 / (r + 1) + m * 2_400 + wave(m, r) * 18_000)]),
);

type Given = Partial<Tile> & { readonly kind: Tile['kind']; readonly title: string };

function sample(
  [w, h]: readonly [number, number],
  given: Given,
  columns: readonly AnswerColumn[],
  cells: readonly (readonly Cell[])[],
  chart: Partial<TileEvent['chart']> = {},
): Sample {
  const id = given.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const groups = columns.filter(({ role }) => role !== 'measure');
  const plan = {
    version: 1 as const,
    measures: columns.filter(({ role }) => role === 'measure').map(({ name }) => ({ name, metric: name })),
    dimensions: groups.filter(({ role }) => role === 'dimension').map(({ name }) => ({ field: `sales.${name}` })),
    fields: [],
    where: [],
    ...(groups.some(({ role }) => role === 'time') && { time: { field: 'sales.month', grain: 'month' as const } }),
    steps: [],
    having: [],
    orderBy: [],
  };
  return {
    tile: { id, at: { x: 0, y: 0, w, h }, plan, ...given },
    event: {
      kind: 'tile',
      tile_id: id,
      query_id: `qry_${id}`,
      status: 'answered',
      message: '',
      results: { columns: [...columns], rows: cells.map(row => [...row]), truncated: false },
      chart: {
        kind: 'table',
        y: columns
          .filter(({ role }) => role === 'measure')
          .slice(0, 1)
          .map(({ name }) => name),
        ...chart,
      },
      sparkline: null,
      not_applied: [],
      restrictions: [],
      explanation: null,
      sql: null,
      cost: { bedrock_cost: 0, database_cost: 0, lambda_cost: 0, total_cost: 0 },
      cached: true,
      execution_time: 0.01,
      freshness: '2026-11-20T12:00:00Z',
    },
  };
}

const byMonth = { kind: 'line', x: 'month', y: ['revenue'] };
const split = { ...byMonth, series: 'region' };
const total = MONTHS.map((at, m): Cell[] => [at, m === 5 ? null : Math.round(210_000 + m * 14_000 + wave(m) * 60_000)]);
const perRegion = REGIONS.map((name, r): Cell[] => [name, Math.round(840_000 / (r + 1) + wave(r) * 90_000)]);
const perChannel = REGIONS.slice(0, 4).flatMap((name, r) =>
  ['Web', 'Store', 'Partner'].map((one, c): Cell[] => [
    name,
    one,
    Math.round(300_000 / (r + c + 1) + wave(r, c) * 60_000),
  ]),
);
/** A legend of several lines, which scrolls where there is less room. */
const perSupplier = REGIONS.slice(0, 2).flatMap((name, r) =>
  Array.from({ length: 8 }, (_, s): Cell[] => [name, `Supplier of parts ${s + 1}`, 40_000 + s * 9_000 + r * 5_000]),
);
const COUNTRIES = [
  'US',
  'Germany',
  'FRA',
  'United Kingdom',
  'Brazil',
  'India',
  'China',
  'Japan',
  'Australia',
  'Singapore',
];
const COMPANIES = [
  'Northwind',
  'Acme',
  'Globex',
  'Initech',
  'Umbrella',
  'Stark',
  'Wayne',
  'Hooli',
  'Vandelay',
  'Soylent',
];

const lines: readonly Sample[] = [
  sample(
    [6, 4],
    {
      kind: 'line',
      title: 'Revenue with a target',
      target: { value: 350_000 },
      annotations: [
        { id: 'promo', kind: 'band', axis: 'x', from: '2026-03-01', to: '2026-05-01', label: 'Campaign' },
        { id: 'move', kind: 'line', axis: 'x', from: '2026-08-01', label: 'New prices', tone: 'warning' },
      ],
    },
    [month, revenue],
    total,
    byMonth,
  ),
  sample([6, 4], { kind: 'line', title: 'Revenue by region' }, [month, region, revenue], byRegionAndMonth, split),
  sample([4, 4], { kind: 'area', title: 'Revenue as an area' }, [month, revenue], total, byMonth),
  sample([4, 4], { kind: 'area', title: 'Stacked areas' }, [month, region, revenue], byRegionAndMonth, split),
  sample(
    [4, 4],
    { kind: 'area', title: 'Shares over time', encoding: { arrangement: 'percent' } },
    [month, region, revenue],
    byRegionAndMonth,
    split,
  ),
];

const bars: readonly Sample[] = [
  sample([4, 4], { kind: 'bar', title: 'Bars of time' }, [month, revenue], total, byMonth),
  sample(
    [4, 4],
    {
      kind: 'bar',
      title: 'Bars of things',
      target: { value: 500_000, label: 'Goal' },
      style: { colors: { Africa: 'orange' } },
    },
    [region, revenue],
    perRegion,
    { kind: 'bar', x: 'region' },
  ),
  sample(
    [4, 4],
    { kind: 'bar', title: 'Standing bars of things', encoding: { orientation: 'vertical' }, style: { labels: true } },
    [region, revenue],
    perRegion,
    { kind: 'bar', x: 'region' },
  ),
  sample([4, 4], { kind: 'bar', title: 'Stacked bars' }, [region, channel, revenue], perChannel, {
    kind: 'stackedBar',
    x: 'region',
    series: 'channel',
  }),
  sample(
    [4, 4],
    { kind: 'bar', title: 'Grouped bars', encoding: { arrangement: 'grouped' } },
    [region, channel, revenue],
    perChannel,
    { kind: 'stackedBar', x: 'region', series: 'channel' },
  ),
  sample([4, 4], { kind: 'bar', title: 'Bars of many names' }, [region, channel, revenue], perSupplier, {
    kind: 'stackedBar',
    x: 'region',
    series: 'channel',
  }),
  sample(
    [4, 4],
    { kind: 'bar', title: 'Shares of a whole', encoding: { arrangement: 'percent', orientation: 'vertical' } },
    [region, channel, revenue],
    perChannel,
    { kind: 'stackedBar', x: 'region', series: 'channel' },
  ),
];

const points: readonly Sample[] = [
  sample(
    [6, 5],
    {
      kind: 'scatter',
      title: 'Orders, margin and revenue',
      encoding: { x: 'orders', y: ['margin'], size: 'revenue', series: 'region', label: 'company' },
    },
    [text('company', 'Company'), region, orders, margin, revenue],
    rows(30, at => [
      `${COMPANIES[at % 10]} ${Math.floor(at / 10) + 1}`,
      REGIONS[at % 3] ?? '',
      Math.round(40 + wave(at, 1) * 900),
      0.05 + wave(at, 2) * 0.4,
      Math.round(wave(at, 3) ** 3 * 900_000),
    ]),
  ),
  sample(
    [6, 5],
    { kind: 'heatMap', title: 'Margin by region and month' },
    [month, region, margin],
    MONTHS.flatMap((at, m) =>
      REGIONS.map((name, r): Cell[] => [at, name, (m + r) % 7 === 0 ? null : wave(m, r) * 0.5]),
    ),
    { kind: 'heatMap', x: 'month', y: ['margin'], series: 'region' },
  ),
];

const parts: readonly Sample[] = [
  sample(
    [4, 4],
    { kind: 'pie', title: 'Revenue by region as parts', encoding: { shape: 'donut' } },
    [region, revenue],
    perRegion,
  ),
  sample([4, 4], { kind: 'pie', title: 'A whole pie' }, [region, revenue], perRegion.slice(0, 3)),
  sample(
    [4, 4],
    { kind: 'pie', title: 'Averages make no pie' },
    [region, delay],
    REGIONS.map((name, r) => [name, r + 1.5]),
  ),
  sample(
    [4, 4],
    { kind: 'funnel', title: 'From visit to order' },
    [text('stage', 'Stage'), orders],
    [
      ['Visited', 48_210],
      ['Signed up', 12_034],
      ['Tried', 7_410],
      ['Ordered', 2_377],
    ],
  ),
  sample(
    [4, 4],
    { kind: 'gauge', title: 'Revenue against target', target: { value: 1_000_000 } },
    [revenue],
    [[812_400]],
  ),
  sample(
    [4, 4],
    {
      kind: 'gauge',
      title: 'Margin',
      style: { rules: [{ column: 'margin', operator: '<', value: 0.4, tone: 'bad' }] },
    },
    [margin],
    [[0.342]],
  ),
  sample(
    [8, 6],
    { kind: 'map', title: 'Revenue by country' },
    [text('country', 'Country'), revenue],
    [
      ...COUNTRIES.map((name, at): Cell[] => [name, Math.round(900_000 / (at + 1))]),
      ['Atlantis', 4_200],
      ['Westeros', 800],
    ],
  ),
  sample(
    [4, 6],
    { kind: 'map', title: 'Orders in Europe', style: { color: 'green' } },
    [text('country', 'Country'), orders],
    ['DE', 'FR', 'IT', 'ES', 'PL', 'NL', 'BE', 'AT', 'CH', 'CZ', 'DK', 'SE', 'MT'].map((code, at) => [
      code,
      900 - at * 60,
    ]),
  ),
];

const FEW_MONTHS = MONTHS.slice(0, 4);
const tables: readonly Sample[] = [
  sample(
    [8, 6],
    { kind: 'pivot', title: 'Revenue and delay by region, channel and month' },
    [month, region, channel, revenue, delay],
    REGIONS.slice(0, 3).flatMap((name, r) =>
      ['Web', 'Store'].flatMap((one, c) =>
        FEW_MONTHS.map((at, m): Cell[] => [
          at,
          name,
          one,
          Math.round(40_000 + wave(r, c, m) * 90_000),
          1 + wave(m, r) * 4,
        ]),
      ),
    ),
  ),
  sample(
    [4, 6],
    {
      kind: 'list',
      title: 'Last tickets',
      style: { rules: [{ column: 'priority', operator: '=', value: 'High', tone: 'bad' }] },
    },
    [
      text('subject', 'Subject'),
      text('company', 'Company'),
      text('priority', 'Priority'),
      { ...month, name: 'opened', label: 'Opened', grain: 'day' },
    ],
    rows(40, at => [
      ['Cannot sign in', 'Invoice is wrong', 'Export stops half way', 'Please add a second user'][at % 4] ?? '',
      COMPANIES[at % 10] ?? '',
      at % 5 === 0 ? 'High' : 'Normal',
      new Date(Date.UTC(2026, 10, 20 - (at % 19))).toISOString().slice(0, 10),
    ]),
  ),
  sample(
    [12, 6],
    {
      kind: 'table',
      title: 'All orders',
      encoding: { totals: true },
      style: {
        rules: [
          { column: 'margin', operator: '<', value: 0.05, tone: 'bad', marks: 'row' },
          { column: 'margin', operator: '>', value: 0.4, tone: 'good' },
        ],
      },
    },
    [
      { name: 'order', label: 'Order', type: 'integer', role: 'dimension', format: 'text' },
      text('company', 'Company'),
      region,
      revenue,
      orders,
      margin,
    ],
    rows(100_000, at => [
      100_000 + at,
      `${COMPANIES[Math.floor(wave(at) * 10)]} ${Math.floor(wave(at, 5) * 4_000)}`,
      REGIONS[at % 6] ?? '',
      Math.round(wave(at, 2) * 900_000) / 100,
      1 + Math.floor(wave(at, 3) * 40),
      at % 997 === 0 ? null : wave(at, 4) * 0.5,
    ]),
  ),
];

export const samples: readonly Sample[] = [...lines, ...bars, ...points, ...parts, ...tables];
