import type { DashboardSpecInput } from '../core/dashboards/spec.ts';
import type { Client } from './client.ts';

export const persona = 'executive';

type TileInput = NonNullable<DashboardSpecInput['tiles']>[number];

const measure = (metric: string) => ({ name: metric, metric });
const year = { kind: 'previous', unit: 'month', count: 12 } as const;
const ordered = 'orders.order_date';

const number = (id: string, metric: string, x: number): TileInput => ({
  ...{ id, kind: 'number', title: id, at: { x, y: 0, w: 3, h: 2 } },
  plan: { measures: [measure(metric)], time: { field: ordered, range: year } },
});
const line = (id: string, metric: string, x: number): TileInput => ({
  ...{ id, kind: 'line', title: id, at: { x, y: 2, w: 4, h: 4 } },
  plan: { measures: [measure(metric)], time: { field: ordered, grain: 'month', range: year } },
});
const bar = (id: string, field: string, x: number): TileInput => ({
  ...{ id, kind: 'bar', title: id, at: { x, y: 6, w: 4, h: 4 } },
  plan: {
    measures: [measure('revenue')],
    dimensions: [{ field }],
    time: { field: ordered, range: year },
    orderBy: [{ column: 'revenue', direction: 'DESC' }],
    limit: 8,
  },
});
const table = (id: string, field: string, x: number): TileInput => ({
  ...{ id, kind: 'table', title: id, at: { x, y: 10, w: 6, h: 5 } },
  plan: {
    measures: [measure('revenue'), measure('units_sold'), measure('order_count')],
    dimensions: [{ field }],
    time: { field: ordered, range: year },
    orderBy: [{ column: 'revenue', direction: 'DESC' }],
    limit: 50,
  },
});

/** Twelve tiles: four numbers, three lines, three bars, two tables; one query of the engine each. */
export const twelveTiles: readonly TileInput[] = [
  number('Revenue', 'revenue', 0),
  number('Orders', 'order_count', 3),
  number('Units', 'units_sold', 6),
  number('Margin rate', 'margin_rate', 9),
  line('Revenue by month', 'revenue', 0),
  line('Orders by month', 'order_count', 4),
  line('Margin by month', 'gross_margin', 8),
  bar('Revenue by country', 'customers.customer_country', 0),
  bar('Revenue by channel', 'orders.sales_channel', 4),
  bar('Revenue by segment', 'customers.segment', 8),
  table('Products', 'products.product_name', 0),
  table('Customers', 'customers.customer_name', 6),
].map(tile => ({ ...tile, id: tile.title.toLowerCase().replaceAll(' ', '-') }));

/** Makes the dashboard of twelve tiles; gives its id. `more`: what it has besides. */
export async function makeDashboard(
  client: Client,
  id: string,
  more: Partial<DashboardSpecInput> = {},
): Promise<string> {
  const spec: DashboardSpecInput = {
    ...{ version: 1, id, title: 'Twelve tiles', model: 'supply_chain', tiles: [...twelveTiles] },
    ...more,
  };
  await client.request('/api/v1/dashboards', { spec });
  return id;
}

/** A line of a load. */
interface LoadLine {
  readonly kind: string;
  readonly tile_id?: string;
  readonly status?: string;
  readonly sql?: string | null;
  readonly message?: string;
}

/** Loads all of it; gives its tiles' events. @throws when one of them is not answered */
export async function loadDashboard(client: Client, id: string): Promise<readonly LoadLine[]> {
  const response = await client.request(`/api/v1/dashboards/${id}/load`, { persona });
  const lines = (await response.text()).trim().split('\n');
  const tiles = lines.map(line => JSON.parse(line) as LoadLine).filter(({ kind }) => kind === 'tile');
  const bad = tiles.find(({ status }) => status !== 'answered');
  if (bad) throw new Error(`${bad.tile_id} was ${bad.status}: ${bad.message}`);
  return tiles;
}
