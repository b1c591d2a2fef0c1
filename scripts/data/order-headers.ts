import { orderNumber, promisedDate } from './orders.ts';
import type { Part, Settings } from './settings.ts';
import { pickWeighted } from './sql.ts';

/** Order headers with their totals and states, and the customers, who are known since before their first order. */
export function orderHeaders(settings: Settings): Part {
  return {
    label: 'order headers',
    statements: [],
    tables: [
      { name: 'sales_order_header', query: headerQuery(settings) },
      { name: 'customer', query: customerQuery },
    ],
  };
}

function headerQuery({ random }: Settings): string {
  const at = (purpose: string) => random.uniform(`order ${purpose}`, 'o.order_id');
  const channel = pickWeighted(
    [
      ["'Web shop'", 46],
      ["'EDI'", 27],
      ["'Sales rep'", 16],
      ["'Phone'", 9],
      ['NULL', 2],
    ],
    at('channel'),
  );
  const priority = pickWeighted(
    [
      ["'Normal'", 70],
      ["'High'", 18],
      ["'Urgent'", 7],
      ["'Low'", 5],
    ],
    at('priority'),
  );
  return `
    WITH totals AS (
      SELECT order_id, sum(line_amount) AS total, count(*) AS lines, count_if(line_status = 'Open') AS open_lines,
        count_if(line_status = 'Shipped') AS moving_lines, count_if(line_status = 'Cancelled') AS cancelled_lines
      FROM draft.sales_line GROUP BY order_id)
    SELECT ${orderNumber('o.order_id')} AS order_number, c.customer_code, o.order_date, w.warehouse_code,
      ${channel} AS sales_channel, ${priority} AS priority,
      CASE WHEN ${at('unasked')} >= 0.15 THEN o.order_date + 3 + o.transit_days + CAST(floor(${at('requested')} * 6) AS INTEGER) END AS requested_date,
      ${promisedDate('o')} AS promised_date,
      CASE WHEN t.lines IS NULL OR t.open_lines = t.lines THEN 'Open' WHEN t.cancelled_lines > 0 THEN 'Cancelled'
        WHEN t.open_lines > 0 THEN 'Partly shipped' WHEN t.moving_lines > 0 THEN 'Shipped' ELSE 'Completed' END AS order_status,
      CAST(t.total AS DECIMAL(14,2)) AS order_total, 'USD' AS currency,
      CAST(o.order_date AS TIMESTAMP) + to_seconds(CAST(21600 + floor(${at('time')} * 50400) AS BIGINT)) AS created_at
    FROM draft.sales_order o LEFT JOIN totals t USING (order_id)
    JOIN draft.customer c USING (customer_id) JOIN draft.warehouse w ON w.warehouse_id = o.warehouse_id
    ORDER BY o.order_id`;
}

const customerQuery = `
  WITH firsts AS (SELECT customer_id, min(order_date) AS first_order FROM draft.sales_order GROUP BY customer_id)
  SELECT c.customer_code, c.customer_name, CASE WHEN c.missing > 0.98 THEN NULL ELSE c.segment END AS segment,
    c.city, c.country, CASE WHEN c.missing < 0.03 THEN NULL ELSE c.region END AS region,
    CAST(CASE WHEN c.customer_id <= 40 THEN 250000 WHEN c.terms < 0.1 THEN NULL ELSE 5000 * (1 + floor(c.terms * 10)) END AS DECIMAL(12,2)) AS credit_limit,
    least(c.known_since, coalesce(f.first_order, c.known_since)) AS customer_since
  FROM draft.customer c LEFT JOIN firsts f USING (customer_id) ORDER BY c.customer_id`;
