import { carriers } from './carriers.ts';
import { orderNumber } from './orders.ts';
import { priceOn } from './products.ts';
import type { Part, Settings } from './settings.ts';
import { pick, pickWeighted, quoted, rankByZipf } from './sql.ts';
import { returnReasons } from './words.ts';

/** Order lines: what was ordered at which price, and what became of it by the last day. */
export function orderLines(settings: Settings): Part {
  return {
    label: 'order lines',
    statements: [lineTable(settings)],
    tables: [{ name: 'sales_order_line', query: lineQuery }],
  };
}

const lineQuery = `
  SELECT ${orderNumber('l.order_id')} AS order_number, l.line_number, p.product_code, l.quantity, l.unit_price, l.unit_cost, l.discount_rate, l.line_amount,
    l.shipped_quantity, l.returned_quantity, l.line_status,
    CASE WHEN l.returned_quantity > 0 THEN l.return_arrives END AS return_date,
    CASE WHEN l.returned_quantity > 0 AND l.no_reason >= 0.08 THEN l.return_reason END AS return_reason
  FROM draft.sales_line l JOIN draft.product p USING (product_id) ORDER BY l.line_key`;

function lineTable({ sizes, random, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`line ${purpose}`, 'line_key');
  const season = `CASE WHEN a.peak = 0 THEN 1 ELSE 1 + 0.7 * cos(2 * pi() * (month(order_date) - a.peak) / 12) END`;
  const carrier = pickWeighted(
    carriers.map((c, index) => [String(index), c.weight] as const),
    at('carrier'),
  );
  const last = `DATE ${quoted(until)}`;
  return `CREATE TABLE draft.sales_line AS
    WITH numbered AS (
      SELECT order_id, order_date, transit_days, cancelled, unnest(range(1, lines + 1)) AS line_number FROM draft.sales_order),
    keyed AS (SELECT *, order_id * 16 + line_number AS line_key FROM numbered),
    drawn AS (
      SELECT *, ${rankByZipf(String(sizes.products), 14, at('product'))} AS wanted, ${rankByZipf(String(sizes.products), 14, at('instead'))} AS instead
      FROM keyed),
    chosen AS (
      SELECT d.*, CASE WHEN a.created_date <= order_date AND ${at('season')} * 1.7 < ${season} THEN wanted
          WHEN b.created_date <= order_date THEN instead ELSE instead - 1 END AS product_id
      FROM drawn d JOIN draft.product a ON a.product_id = d.wanted JOIN draft.product b ON b.product_id = d.instead),
    priced AS (
      SELECT c.order_id, c.line_number, c.line_key, c.order_date, c.cancelled, c.transit_days, c.product_id,
        greatest(1, CAST(round(p.group_pieces * exp(${random.normal('line quantity', 'line_key')} * 0.75)) AS INTEGER)) AS quantity,
        ${priceOn('base_price', 'c.order_date', 1)} AS unit_price, ${priceOn('base_cost', 'c.order_date', 0.8)} AS unit_cost,
        CAST(CASE WHEN ${at('discounted')} < 0.58 THEN 0 ELSE ${pick([0.05, 0.05, 0.1, 0.1, 0.15, 0.2], at('discount'))} END AS DECIMAL(4,2)) AS discount_rate,
        ${carrier} AS carrier_id, p.weight_kg, p.returned, s.unreliable,
        ${at('short')} < CASE WHEN month(c.order_date) IN (10, 11, 5) THEN 0.055 ELSE 0.03 END AS short
      FROM chosen c JOIN draft.product p ON p.product_id = c.product_id JOIN draft.supplier s ON s.supplier_id = p.supplier_id),
    shipped AS (
      SELECT p.*, order_date + 1 + CAST(floor(${at('picked')} * 3) AS INTEGER) + CASE WHEN short THEN 3 + CAST(floor(${at('backlog')} * 9) AS INTEGER) ELSE 0 END AS ship_date,
        CASE WHEN ${at('delayed')} < delayed + unreliable + CASE WHEN month(order_date) IN (12, 1) THEN 0.06 ELSE 0 END
          THEN 1 + CAST(floor(-ln(1 - ${at('delay')}) * 3.5) AS INTEGER) ELSE 0 END AS delay,
        CASE WHEN short AND quantity > 1 THEN greatest(1, CAST(floor(quantity * (0.3 + 0.6 * ${at('part')})) AS INTEGER)) ELSE quantity END AS can_ship,
        ${at('lost')} < 0.003 AS lost
      FROM priced p JOIN draft.carrier USING (carrier_id)),
    delivered AS (
      SELECT *, CASE WHEN lost THEN NULL ELSE ship_date + transit_days + delay END AS arrives,
        ship_date + transit_days + delay + 3 + CAST(floor(${at('sent back')} * 18) AS INTEGER) AS return_arrives,
        ${at('returned')} < returned AS sent_back
      FROM shipped)
    SELECT order_id, CAST(line_number AS INTEGER) AS line_number, line_key, order_date, product_id, quantity, unit_price, unit_cost, discount_rate,
      CAST(round(quantity * unit_price * (1 - discount_rate), 2) AS DECIMAL(12,2)) AS line_amount,
      carrier_id, weight_kg, transit_days, ship_date, lost,
      CASE WHEN arrives <= ${last} THEN arrives END AS delivery_date,
      CASE WHEN cancelled THEN 'Cancelled' WHEN ship_date > ${last} THEN 'Open' WHEN lost AND ship_date + 45 <= ${last} THEN 'Lost'
        WHEN arrives IS NULL OR arrives > ${last} THEN 'Shipped' WHEN sent_back AND return_arrives <= ${last} THEN 'Returned' ELSE 'Delivered' END AS line_status,
      CASE WHEN cancelled OR ship_date > ${last} THEN 0 ELSE can_ship END AS shipped_quantity,
      CASE WHEN sent_back AND NOT cancelled AND arrives IS NOT NULL AND return_arrives <= ${last}
        THEN CASE WHEN ${at('all back')} < 0.6 THEN can_ship ELSE greatest(1, CAST(floor(can_ship * ${at('share back')}) AS INTEGER)) END ELSE 0 END AS returned_quantity,
      return_arrives, ${pick(returnReasons, at('reason'))} AS return_reason, ${at('no reason')} AS no_reason
    FROM delivered`;
}
