import { orderNumber, promisedDate } from './orders.ts';
import type { Part, Settings } from './settings.ts';
import { quoted } from './sql.ts';

/** Shipments: one for each line that has left the warehouse, two for the few that went in parts. */
export function shipments(settings: Settings): Part {
  return {
    label: 'shipments',
    statements: [],
    tables: [{ name: 'shipment', query: shipmentQuery(settings) }],
  };
}

function shipmentQuery({ random, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`shipment ${purpose}`, 'line_key');
  return `
    WITH sent AS (
      SELECT *, CASE WHEN shipped_quantity >= 2 AND returned_quantity = 0 AND delivery_date IS NOT NULL AND ${at('split')} < 0.04
          AND delivery_date + 9 <= DATE ${quoted(until)} THEN 2 ELSE 1 END AS parts,
        3 + CAST(floor(${at('second')} * 6) AS INTEGER) AS second_after
      FROM draft.sales_line WHERE shipped_quantity > 0),
    numbered AS (SELECT *, unnest(range(1, parts + 1)) AS part FROM sent),
    measured AS (
      SELECT *, CASE WHEN parts = 1 THEN shipped_quantity WHEN part = 1 THEN shipped_quantity - shipped_quantity // 2 ELSE shipped_quantity // 2 END AS pieces,
        CASE WHEN part = 2 THEN second_after ELSE 0 END AS after
      FROM numbered)
    SELECT 'SH-' || CAST(l.line_key AS VARCHAR) || CASE WHEN part = 2 THEN '-2' ELSE '' END AS shipment_number,
      ${orderNumber('l.order_id')} AS order_number, l.line_number, c.carrier, c.transport_mode, CAST(l.pieces AS INTEGER) AS quantity,
      l.ship_date + after AS ship_date, ${promisedDate('l')} AS promised_date, l.delivery_date + after AS delivery_date,
      CASE WHEN l.line_status = 'Lost' THEN 'Lost' WHEN l.delivery_date IS NULL THEN 'In transit' ELSE 'Delivered' END AS shipment_status,
      CAST(round(l.pieces * l.weight_kg, 2) AS DECIMAL(12,2)) AS weight_kg,
      CAST(round(4 + l.pieces * l.weight_kg * c.rate * (0.8 + 0.4 * ${at('freight')}) * CASE WHEN l.transit_days > 2 THEN 1.8 ELSE 1 END, 2) AS DECIMAL(12,2)) AS freight_cost
    FROM measured l JOIN draft.carrier c USING (carrier_id) ORDER BY l.line_key, l.part`;
}
