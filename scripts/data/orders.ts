import { warehouses } from './cities.ts';
import type { Part, Settings } from './settings.ts';
import { pickWeighted, quoted, rankByZipf, yearlyWave } from './sql.ts';

/** Working table of sales orders: who ordered when, from which warehouse, and how many lines. */
export function orders(settings: Settings): Part {
  return { label: 'sales orders', statements: [calendarTable(settings), orderTable(settings)], tables: [] };
}

export const orderNumber = (order: string): string => `'SO-' || CAST(1000000 + ${order} AS VARCHAR)`;

/** Days promised from the order to the delivery; late is what arrives after it. */
export const promisedDate = (order: string): string =>
  `CASE WHEN ${order}.order_id % 53 = 17 THEN NULL ELSE ${order}.order_date + 4 + ${order}.transit_days END`;

/** How many orders each day has: growth, the year's and the week's rhythm, holidays and some noise. */
function calendarTable({ start, until, sizes, random }: Settings): string {
  const noise = random.uniform('calendar noise', `date_diff('day', DATE '1970-01-01', day)`);
  return `CREATE TABLE draft.calendar AS
    WITH days AS (SELECT CAST(range AS DATE) AS day FROM range(DATE ${quoted(start)}, DATE ${quoted(until)} + 1, INTERVAL 1 DAY)),
    weighed AS (
      SELECT day, exp(0.14 * date_diff('day', DATE ${quoted(start)}, day) / 365.25)
        * ${yearlyWave('day', 5, 0.12)} * (CASE WHEN month(day) IN (10, 11) THEN 1.18 WHEN month(day) = 12 AND dayofmonth(day) > 22 THEN 0.45 ELSE 1 END)
        * [1.12, 1.18, 1.1, 1.05, 0.95, 0.38, 0.22][isodow(day)] * (0.88 + 0.24 * ${noise}) AS weight
      FROM days),
    summed AS (SELECT day, weight, sum(weight) OVER (ORDER BY day ROWS UNBOUNDED PRECEDING) AS reached FROM weighed)
    SELECT day, CAST(round(${sizes.orders} * (reached - weight) / (SELECT max(reached) FROM summed)) AS BIGINT) AS first_order,
      CAST(round(${sizes.orders} * reached / (SELECT max(reached) FROM summed)) AS BIGINT) AS next_order
    FROM summed ORDER BY day`;
}

function orderTable({ start, until, sizes, random }: Settings): string {
  const at = (purpose: string) => random.uniform(`order ${purpose}`, 'order_id');
  // The customer base grows: at first only the larger six tenths order.
  const known = `${sizes.customers} * (0.6 + 0.4 * date_diff('day', DATE ${quoted(start)}, day) / (date_diff('day', DATE ${quoted(start)}, DATE ${quoted(until)}) + 1.0))`;
  return `CREATE TABLE draft.sales_order AS
    WITH numbered AS (SELECT day, unnest(range(first_order, next_order)) AS order_id FROM draft.calendar),
    placed AS (
      SELECT order_id, day AS order_date, ${rankByZipf(known, 12, at('customer'))} AS customer_id,
        ${pickWeighted(
          [
            ['1', 34],
            ['2', 25],
            ['3', 15],
            ['4', 10],
            ['5', 6],
            ['6', 5],
            ['8', 3],
            ['0', 0.2],
          ],
          at('lines'),
        )} AS lines
      FROM numbered),
    assigned AS (
      SELECT o.*, c.region AS customer_region,
        CASE WHEN ${at('away')} < 0.12 THEN 1 + CAST(floor(${at('warehouse')} * ${warehouses.length}) AS INTEGER) ELSE c.home_warehouse END AS warehouse_id
      FROM placed o JOIN draft.customer c USING (customer_id))
    SELECT o.order_id, o.order_date, o.customer_id, o.lines, o.warehouse_id,
      CASE WHEN w.region = o.customer_region THEN 2 ELSE 6 END AS transit_days,
      ${at('cancelled')} < 0.03 AS cancelled
    FROM assigned o JOIN draft.warehouse w USING (warehouse_id)`;
}
