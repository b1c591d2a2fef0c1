import type { DashboardSpecInput } from '../../../../core/dashboards/spec.ts';

type TileInput = NonNullable<DashboardSpecInput['tiles']>[number];

const measure = (name: string) => ({ name, metric: name });
const orders = measure('order_count');
const revenue = measure('revenue');
const lastYear = { kind: 'between', start: '2025-05-01', end: '2026-05-01' } as const;
const byMonth = { field: 'orders.order_date', grain: 'month', range: lastYear } as const;

/** Places tiles one after the other in rows of twelve columns. */
function placed(tiles: readonly (Omit<TileInput, 'at'> & { readonly size: readonly [number, number] })[]): TileInput[] {
  let [x, y, tallest] = [0, 0, 0];
  return tiles.map(({ size: [w, h], ...tile }) => {
    if (x + w > 12) [x, y, tallest] = [0, y + tallest, 0];
    const at = { x, y, w, h };
    x += w;
    tallest = Math.max(tallest, h);
    return { ...tile, at };
  });
}

/** A tile of every kind over the supply chain of the demo, with the four kinds of filter. */
export const everyKind = (id: string): DashboardSpecInput => ({
  version: 1,
  id,
  title: 'Every kind of tile',
  model: 'supply_chain',
  filters: [
    { id: 'region', label: 'Region', field: 'customers.customer_region', kind: 'values' },
    { id: 'channel', label: 'Channel', field: 'orders.sales_channel', kind: 'value' },
    { id: 'size', label: 'Order total', field: 'orders.order_total', kind: 'numberRange' },
    { id: 'day', label: 'Ordered', field: 'orders.order_date', kind: 'date' },
  ],
  tiles: placed([
    {
      ...{ id: 'number', kind: 'number', title: 'Orders', size: [3, 2] },
      plan: { measures: [orders], time: { field: 'orders.order_date', range: lastYear } },
      comparison: { with: 'previousPeriod' },
      sparkline: { grain: 'month', periods: 12 },
    },
    {
      ...{ id: 'money', kind: 'number', title: 'Revenue', size: [3, 2], plan: { measures: [revenue] } },
      style: { decimals: 0 },
    },
    {
      ...{ id: 'stock', kind: 'number', title: 'Out of stock', size: [3, 2] },
      plan: { measures: [measure('stock_outs')] },
    },
    { id: 'note', kind: 'text', title: 'Note', size: [3, 2], text: 'Orders of **all** channels.' },
    {
      ...{ id: 'line', kind: 'line', title: 'Orders by month', size: [6, 4] },
      plan: { measures: [orders], time: byMonth },
      target: { value: 30, label: 'Goal' },
      annotations: [
        { id: 'fair', kind: 'band', axis: 'x', from: '2025-07-01', to: '2025-09-01', label: 'Fair' },
        { id: 'prices', kind: 'line', axis: 'x', from: '2025-11-01', label: 'New prices', tone: 'warning' },
      ],
    },
    {
      ...{ id: 'area', kind: 'area', title: 'Revenue over time', size: [6, 4] },
      plan: { measures: [revenue], time: byMonth },
    },
    {
      ...{ id: 'bar', kind: 'bar', title: 'Orders by region', size: [4, 4] },
      plan: { measures: [orders], dimensions: [{ field: 'customers.customer_region' }] },
      drill: ['customers.customer_region', 'customers.customer_country'],
    },
    {
      ...{ id: 'grouped', kind: 'bar', title: 'Grouped', size: [4, 4] },
      plan: { measures: [orders], dimensions: [{ field: 'customers.segment' }, { field: 'orders.sales_channel' }] },
      encoding: { arrangement: 'grouped' },
    },
    {
      ...{ id: 'stacked', kind: 'bar', title: 'Stacked', size: [4, 4] },
      plan: { measures: [revenue], dimensions: [{ field: 'customers.segment' }, { field: 'orders.sales_channel' }] },
      encoding: { arrangement: 'stacked', orientation: 'horizontal' },
    },
    {
      ...{ id: 'pie', kind: 'pie', title: 'Revenue by channel', size: [4, 4] },
      plan: { measures: [revenue], dimensions: [{ field: 'orders.sales_channel' }] },
      encoding: { shape: 'donut' },
    },
    {
      ...{ id: 'scatter', kind: 'scatter', title: 'Orders and revenue', size: [4, 4] },
      plan: { measures: [orders, revenue], dimensions: [{ field: 'customers.customer_country' }] },
      encoding: { x: 'order_count', y: ['revenue'], label: 'customer_country' },
    },
    {
      ...{ id: 'heat', kind: 'heatMap', title: 'Orders by region and month', size: [4, 4] },
      plan: { measures: [orders], dimensions: [{ field: 'customers.customer_region' }], time: byMonth },
    },
    {
      ...{ id: 'funnel', kind: 'funnel', title: 'Orders by status', size: [4, 4] },
      plan: {
        measures: [orders],
        dimensions: [{ field: 'orders.order_status' }],
        orderBy: [{ column: 'order_count', direction: 'DESC' }],
      },
    },
    {
      ...{ id: 'gauge', kind: 'gauge', title: 'Fill rate', size: [4, 4], plan: { measures: [measure('fill_rate')] } },
      target: { value: 1 },
    },
    {
      ...{ id: 'map', kind: 'map', title: 'Orders by country', size: [4, 4] },
      plan: { measures: [orders], dimensions: [{ field: 'customers.customer_country' }] },
    },
    {
      ...{ id: 'pivot', kind: 'pivot', title: 'Region by channel', size: [6, 4] },
      plan: {
        measures: [orders],
        dimensions: [{ field: 'customers.customer_region' }, { field: 'orders.sales_channel' }],
      },
      encoding: { rows: ['customer_region'], columns: ['sales_channel'] },
    },
    {
      ...{ id: 'list', kind: 'list', title: 'Last orders', size: [6, 4] },
      plan: {
        fields: ['orders.order_number', 'customers.customer_name', 'orders.order_status', 'orders.order_date'],
        orderBy: [{ column: 'order_date', direction: 'DESC' }],
        limit: 40,
      },
    },
    {
      ...{ id: 'table', kind: 'table', title: 'Countries', size: [12, 5] },
      plan: {
        measures: [orders, revenue],
        dimensions: [{ field: 'customers.customer_country' }, { field: 'customers.segment' }],
      },
      encoding: { totals: true },
      style: { rules: [{ column: 'order_count', operator: '<', value: 5, tone: 'bad', marks: 'row' }] },
    },
    {
      ...{ id: 'agent', kind: 'table', title: 'Reorder points', size: [6, 4] },
      source: { source: 'agent.inventory', query: 'reorder_point' },
    },
    { id: 'pick', kind: 'filter', title: 'Channel', filter: 'channel', size: [3, 4] },
    { id: 'ask', kind: 'question', title: 'Ask', size: [3, 4] },
    { id: 'files', kind: 'upload', title: 'Documents', size: [6, 4] },
  ]),
});

/** A board of few tiles, each of a kind that edits are tried on. */
export const fewTiles = (id: string): DashboardSpecInput => ({
  version: 1,
  id,
  title: 'Orders today',
  model: 'supply_chain',
  tiles: [
    { id: 'total', kind: 'number', title: 'Revenue', at: { x: 0, y: 0, w: 3, h: 2 }, plan: { measures: [revenue] } },
    { id: 'count', kind: 'number', title: 'Orders', at: { x: 3, y: 0, w: 3, h: 2 }, plan: { measures: [orders] } },
    { id: 'note', kind: 'text', title: 'Note', at: { x: 6, y: 0, w: 6, h: 2 }, text: 'In **US dollars**.' },
    {
      ...{ id: 'months', kind: 'line', title: 'Orders by month', at: { x: 0, y: 2, w: 6, h: 4 } },
      plan: { measures: [orders], time: byMonth },
    },
    {
      ...{ id: 'regions', kind: 'bar', title: 'Revenue by region', at: { x: 6, y: 2, w: 6, h: 4 } },
      plan: { measures: [revenue], dimensions: [{ field: 'customers.customer_region' }] },
    },
    {
      ...{ id: 'channels', kind: 'table', title: 'Channels', at: { x: 0, y: 6, w: 12, h: 4 } },
      plan: { measures: [revenue, orders], dimensions: [{ field: 'orders.sales_channel' }] },
    },
  ],
});
