import { warehouses } from './cities.ts';
import { priceOn } from './products.ts';
import type { Part, Settings } from './settings.ts';
import { pick, quoted, rankByZipf } from './sql.ts';
import { buyers } from './words.ts';

/** Purchase orders: each to one supplier, for that supplier's products, into one warehouse. */
export function purchasing(settings: Settings): Part {
  return {
    label: 'purchase orders',
    statements: [rangeTable, purchaseTable(settings), purchaseLineTable(settings)],
    tables: [
      { name: 'purchase_order_header', query: headerQuery(settings) },
      { name: 'purchase_order_line', query: lineQuery },
    ],
  };
}

/** The products of each supplier, oldest first: a purchase order picks among those that existed on its day. */
const rangeTable = `CREATE TABLE draft.supplier_range AS
  SELECT supplier_id, list(product_id ORDER BY created_date, product_id) AS product_ids, list(created_date ORDER BY created_date, product_id) AS created_dates FROM draft.product GROUP BY supplier_id`;

function purchaseTable({ sizes, random, start, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`purchase ${purpose}`, 'purchase_id');
  const days = `date_diff('day', DATE ${quoted(start)}, DATE ${quoted(until)})`;
  // Drawn evenly from a product's popularity, so that a supplier of popular products gets more orders; later days are likelier.
  return `CREATE TABLE draft.purchase AS
    WITH numbered AS (SELECT range AS purchase_id FROM range(0, ${sizes.purchaseOrders})),
    dated AS (
      SELECT purchase_id, DATE ${quoted(start)} + CAST(floor(pow((purchase_id + ${at('day')}) / ${sizes.purchaseOrders}.0, 0.88) * (${days} + 0.99)) AS INTEGER) AS order_date,
        ${rankByZipf(String(sizes.products), 40, at('product'))} AS product_id
      FROM numbered)
    SELECT d.purchase_id, d.order_date, s.supplier_id, s.lead_time_days, s.unreliable, r.product_ids,
      len(list_filter(r.created_dates, lambda created: created <= d.order_date)) AS available,
      1 + CAST(floor(${at('warehouse')} * ${warehouses.length}) AS INTEGER) AS warehouse_id,
      1 + CAST(floor(pow(${at('lines')}, 2) * 9) AS INTEGER) AS lines,
      ${at('cancelled')} < 0.02 AS cancelled, d.order_date + s.lead_time_days AS expected_date
    FROM dated d JOIN draft.product p USING (product_id) JOIN draft.supplier s USING (supplier_id)
    JOIN draft.supplier_range r USING (supplier_id)
    WHERE available > 0`;
}

function purchaseLineTable({ random, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`purchase line ${purpose}`, 'purchase_key');
  const last = `DATE ${quoted(until)}`;
  return `CREATE TABLE draft.purchase_line AS
    WITH numbered AS (SELECT *, unnest(range(1, lines + 1)) AS line_number FROM draft.purchase),
    keyed AS (SELECT *, purchase_id * 16 + line_number AS purchase_key FROM numbered),
    drawn AS (
      SELECT *, product_ids[1 + CAST(floor(${at('product')} * available) AS INTEGER)] AS product_id,
        lead_time_days + CASE WHEN ${at('late')} < 0.03 + unreliable THEN 1 + CAST(floor(-ln(1 - ${at('delay')}) * (2 + lead_time_days / 6.0)) AS INTEGER)
          ELSE -CAST(floor(${at('early')} * least(4, lead_time_days / 4)) AS INTEGER) END AS took
      FROM keyed)
    SELECT d.purchase_id, CAST(d.line_number AS INTEGER) AS line_number, d.supplier_id, d.product_id, d.cancelled,
      CAST(greatest(5, 5 * round(p.group_pieces * exp(${random.normal('purchase line quantity', 'purchase_key')} * 0.6) * 2.4)) AS INTEGER) AS ordered_quantity,
      ${priceOn('base_cost', 'd.order_date', 0.8)} AS unit_cost,
      CASE WHEN NOT d.cancelled AND d.order_date + took <= ${last} THEN d.order_date + took END AS received_date,
      CASE WHEN ${at('full')} < 0.94 THEN 1.0 ELSE 0.4 + 0.55 * ${at('part')} END AS received_share
    FROM drawn d JOIN draft.product p USING (product_id)`;
}

const purchaseNumber = (id: string) => `'PO-' || CAST(500000 + ${id} AS VARCHAR)`;

function headerQuery({ random }: Settings): string {
  return `
    WITH receipts AS (
      SELECT purchase_id, count(*) AS lines, count(received_date) AS received, max(received_date) AS last_received FROM draft.purchase_line GROUP BY purchase_id)
    SELECT ${purchaseNumber('h.purchase_id')} AS purchase_order_number, s.supplier_code, w.warehouse_code, h.order_date,
      CASE WHEN h.purchase_id % 91 = 40 THEN NULL ELSE h.expected_date END AS expected_date,
      CASE WHEN r.received = r.lines THEN r.last_received END AS received_date,
      CASE WHEN h.cancelled THEN 'Cancelled' WHEN r.received = r.lines THEN 'Received' WHEN r.received > 0 THEN 'Partly received' ELSE 'Open' END AS purchase_order_status,
      ${pick(buyers, random.uniform('purchase buyer', 'h.purchase_id'))} AS buyer, 'USD' AS currency
    FROM draft.purchase h JOIN receipts r USING (purchase_id) JOIN draft.supplier s USING (supplier_id) JOIN draft.warehouse w USING (warehouse_id)
    ORDER BY h.purchase_id`;
}

const lineQuery = `
  SELECT ${purchaseNumber('l.purchase_id')} AS purchase_order_number, l.line_number, p.product_code, s.supplier_code, l.ordered_quantity,
    CASE WHEN l.received_date IS NULL THEN 0 ELSE CAST(greatest(1, floor(l.ordered_quantity * l.received_share)) AS INTEGER) END AS received_quantity,
    l.unit_cost, CAST(round(l.ordered_quantity * l.unit_cost, 2) AS DECIMAL(14,2)) AS line_amount, l.received_date,
    CASE WHEN l.cancelled THEN 'Cancelled' WHEN l.received_date IS NULL THEN 'Open' ELSE 'Received' END AS line_status
  FROM draft.purchase_line l JOIN draft.product p USING (product_id) JOIN draft.supplier s ON s.supplier_id = l.supplier_id
  ORDER BY l.purchase_id, l.line_number`;
