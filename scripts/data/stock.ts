import { priceOn } from './products.ts';
import type { Part, Settings } from './settings.ts';
import { quoted } from './sql.ts';

/** Stock of products in warehouses: the level on the last day, and what it was every Monday before. */
export function stock(settings: Settings): Part {
  return {
    label: 'stock',
    statements: [stockTable(settings)],
    tables: [
      { name: 'warehouse_product', query: currentQuery(settings) },
      { name: 'stock_history', query: historyQuery(settings) },
    ],
  };
}

/** A warehouse keeps about two fifths of the products, in amounts that follow what it sold of each in the last year. */
function stockTable({ random, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`stock ${purpose}`, 'p.product_id * 64 + w.warehouse_id');
  return `CREATE TABLE draft.stock AS
    WITH sold AS (
      SELECT o.warehouse_id, l.product_id, sum(l.quantity) / 365.0 AS yearly,
        sum(CASE WHEN l.order_date > DATE ${quoted(until)} - 90 THEN l.quantity ELSE 0 END) / 90.0 AS recent
      FROM draft.sales_line l JOIN draft.sales_order o USING (order_id)
      WHERE l.order_date > DATE ${quoted(until)} - 365 AND NOT o.cancelled GROUP BY ALL)
    SELECT w.warehouse_id, p.product_id, coalesce(s.yearly, 0) AS yearly, coalesce(s.recent, 0) AS recent,
      14 + CAST(floor(${at('cycle')} * 56) AS INTEGER) AS cycle, ${at('phase')} * 70 AS phase,
      greatest(p.group_pieces, coalesce(s.yearly, 0) * (14 + ${at('cycle')} * 56)) AS lot,
      CASE WHEN ${at('careful')} < 0.16 THEN -0.12 * ${at('safety')} ELSE 0.08 + 0.5 * ${at('safety')} END AS safety,
      ${at('trend')} AS trend, ${at('place')} AS place, ${at('counted')} AS counted
    FROM draft.product p CROSS JOIN draft.warehouse w
    LEFT JOIN sold s ON s.product_id = p.product_id AND s.warehouse_id = w.warehouse_id
    WHERE NOT p.deleted AND (${at('kept')} < 0.4 OR p.product_id <= 20)
    ORDER BY w.warehouse_id, p.product_id`;
}

/** Pieces on hand on a day: a saw-tooth of deliveries and sales above a safety stock; below zero is a stock-out. */
const level = (
  day: string,
) => `CAST(greatest(0, round(s.lot * (1 + (s.trend - 0.3) * date_diff('day', DATE '2024-01-01', ${day}) / 2000.0)
  * (s.safety + 1 - (date_diff('day', DATE '2000-01-03', ${day}) + s.phase) % s.cycle / s.cycle))) AS INTEGER)`;

function currentQuery({ until }: Settings): string {
  const last = `DATE ${quoted(until)}`;
  return `
    WITH levels AS (SELECT *, ${level(last)} AS on_hand FROM draft.stock s)
    SELECT w.warehouse_code, p.product_code, on_hand AS quantity_on_hand, CAST(floor(on_hand * least(0.6, trend * 0.25)) AS INTEGER) AS quantity_reserved,
      CAST(ceil(lot * 0.3) AS INTEGER) AS reorder_point, CAST(ceil(lot * greatest(0.05, safety)) AS INTEGER) AS safety_stock,
      CAST(recent AS DECIMAL(12,3)) AS average_daily_demand, ${priceOn('base_cost', last, 0.8)} AS unit_cost,
      CASE WHEN place < 0.02 THEN NULL ELSE chr(65 + CAST(floor(place * 8) AS INTEGER)) || '-' || lpad(CAST(CAST(floor(place * 7919) AS INTEGER) % 60 + 1 AS VARCHAR), 2, '0') END AS bin_location,
      ${last} - CAST(floor(counted * 120) AS INTEGER) AS last_counted_date
    FROM levels s JOIN draft.product p USING (product_id) JOIN draft.warehouse w USING (warehouse_id) ORDER BY s.warehouse_id, s.product_id`;
}

function historyQuery({ start, until }: Settings): string {
  return `
    WITH mondays AS (SELECT day FROM (SELECT CAST(range AS DATE) AS day FROM range(DATE ${quoted(start)}, DATE ${quoted(until)} + 1, INTERVAL 1 DAY)) WHERE isodow(day) = 1)
    SELECT d.day AS snapshot_date, w.warehouse_code, p.product_code, ${level('d.day')} AS quantity_on_hand, ${priceOn('base_cost', 'd.day', 0.8)} AS unit_cost
    FROM mondays d CROSS JOIN draft.stock s JOIN draft.product p USING (product_id) JOIN draft.warehouse w USING (warehouse_id)
    WHERE p.created_date <= d.day ORDER BY d.day, s.warehouse_id, s.product_id`;
}
