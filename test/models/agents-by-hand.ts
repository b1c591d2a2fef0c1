/**
 * What agents compute, as SQL over the tables, written from the formulas of the textbooks that the agents name and not
 * from their plans: every day of a window is a row, every delivery one, and what is statistics is the engine's own.
 * Today is the first of July 2026; a window of n days ends the day before.
 */
const window = (column: string, days: number) =>
  `${column} >= DATE '2026-07-01' - ${days} AND ${column} < DATE '2026-07-01'`;

/** Demand a day of each product in each place, days without any as zero; a young product's days count from its first. */
const demand = `
  sold AS (
    SELECT l.product_code AS product, o.warehouse_code AS place, o.order_date AS day, sum(l.quantity) AS pieces
    FROM sales_order_line l JOIN sales_order_header o USING (order_number)
    WHERE l.line_status <> 'Cancelled' AND o.order_date < DATE '2026-07-01'
    GROUP BY ALL
  ),
  begun AS (SELECT product, place, min(day) AS first FROM sold WHERE pieces > 0 GROUP BY ALL),
  calendar AS (
    SELECT product, place, unnest(range(greatest(first, DATE '2026-07-01' - 90), DATE '2026-07-01', INTERVAL 1 DAY))::DATE AS day
    FROM begun WHERE DATE '2026-07-01' - first >= 30
  ),
  demand AS (
    SELECT product, place, avg(coalesce(pieces, 0))::DOUBLE AS mean, stddev_samp(coalesce(pieces, 0)) AS deviation
    FROM calendar LEFT JOIN sold USING (product, place, day)
    GROUP BY ALL HAVING sum(pieces) > 0
  )`;

/** Days from ordering to receipt: of the product, or of the supplier it came from most where that is fewer than five. */
const leadTimes = `
  receipts AS (
    SELECT l.product_code AS product, h.supplier_code AS supplier, l.received_date - h.order_date AS days
    FROM purchase_order_line l JOIN purchase_order_header h USING (purchase_order_number)
    WHERE ${window('l.received_date', 365)}
  ),
  own AS (SELECT product, count(days) AS n, avg(days) AS mean, stddev_samp(days) AS deviation FROM receipts GROUP BY product),
  theirs AS (SELECT supplier, count(days) AS n, avg(days) AS mean, stddev_samp(days) AS deviation FROM receipts GROUP BY supplier),
  main AS (
    SELECT product, supplier FROM (SELECT product, supplier, count(*) AS n FROM receipts GROUP BY ALL)
    QUALIFY row_number() OVER (PARTITION BY product ORDER BY n DESC, supplier) = 1
  ),
  lead AS (
    SELECT product, if(own.n >= 5, own.mean, theirs.mean) AS days, if(own.n >= 5, own.deviation, theirs.deviation) AS spread
    FROM own JOIN main USING (product) JOIN theirs USING (supplier)
    WHERE own.n >= 5 OR theirs.n >= 5
  )`;

/** z of 95 %, from a table of the standard normal distribution. */
const z = 1.6448536269514722;

const levels = `${demand}, ${leadTimes},
  levels AS (
    SELECT product, place, ${z} * sqrt(days * deviation ** 2 + mean ** 2 * spread ** 2) AS safety, mean * days AS expected
    FROM demand JOIN lead USING (product)
  )`;

const delivered = `
  delivered AS (
    SELECT s.carrier, s.delivery_date - o.order_date AS days
    FROM shipment s JOIN sales_order_header o USING (order_number)
    WHERE ${window('s.delivery_date', 90)} AND s.delivery_date >= o.order_date
  )`;

/** Of products that are known; some lines name others. */
const bought = (name: string, from: number, to: number) => `
  ${name} AS (
    SELECT h.supplier_code AS supplier, product_code AS product, sum(l.line_amount)::DOUBLE AS spend, sum(l.ordered_quantity) AS pieces
    FROM purchase_order_line l JOIN purchase_order_header h USING (purchase_order_number) JOIN product USING (product_code)
    WHERE l.line_status <> 'Cancelled' AND h.order_date >= DATE '2026-07-01' - ${from} AND h.order_date < DATE '2026-07-01' - ${to}
    GROUP BY ALL HAVING sum(l.line_amount) > 0 AND sum(l.ordered_quantity) > 0
  )`;

/** By calculation: the columns that tell rows apart, those that are compared, and the rows as they have to be. */
export const byHand: Readonly<
  Record<string, { agent: 'inventory' | 'logistics' | 'supplier'; keys: string[]; numbers: string[]; sql: string }>
> = {
  safety_stock: {
    agent: 'inventory',
    keys: ['product', 'location'],
    numbers: ['safety_stock'],
    sql: `WITH ${levels}
      SELECT product, place, safety FROM levels JOIN warehouse_product w ON w.product_code = product AND w.warehouse_code = place`,
  },
  reorder_point: {
    agent: 'inventory',
    keys: ['product', 'location'],
    numbers: ['reorder_point', 'stock_position'],
    sql: `WITH ${levels},
      coming AS (
        SELECT l.product_code AS product, h.warehouse_code AS place, sum(l.ordered_quantity - l.received_quantity) AS pieces
        FROM purchase_order_line l JOIN purchase_order_header h USING (purchase_order_number)
        WHERE l.line_status = 'Open' GROUP BY ALL
      )
      SELECT product, place, expected + safety, quantity_on_hand - quantity_reserved + coalesce(pieces, 0)
      FROM levels JOIN warehouse_product w ON w.product_code = product AND w.warehouse_code = place
        LEFT JOIN coming USING (product, place)
      WHERE quantity_on_hand - quantity_reserved + coalesce(pieces, 0) <= expected + safety`,
  },
  days_of_cover: {
    agent: 'inventory',
    keys: ['product', 'location'],
    numbers: ['days_of_cover'],
    sql: `WITH ${demand}
      SELECT product, place, quantity_on_hand / mean
      FROM demand JOIN warehouse_product w ON w.product_code = product AND w.warehouse_code = place
      WHERE quantity_on_hand >= 0`,
  },
  abc: {
    agent: 'inventory',
    keys: ['product', 'abc_class'],
    // Products of equal value may stand in either order: which of them reaches a share is left out.
    numbers: ['consumption_value'],
    sql: `WITH used AS (
        SELECT p.product_code AS product, (any_value(p.unit_cost) * coalesce(sum(l.quantity), 0))::DOUBLE AS value
        FROM product p LEFT JOIN (
          SELECT product_code, quantity FROM sales_order_line JOIN sales_order_header USING (order_number)
          WHERE line_status <> 'Cancelled' AND ${window('order_date', 365)}
        ) l USING (product_code)
        GROUP BY p.product_code
      ),
      ranked AS (
        SELECT *, sum(value) OVER (ORDER BY value DESC, product ROWS UNBOUNDED PRECEDING) / sum(value) OVER () AS upto,
          value / sum(value) OVER () AS share
        FROM used WHERE value IS NOT NULL
      )
      SELECT product, CASE WHEN value = 0 THEN 'C' WHEN upto - share < 0.8 THEN 'A' WHEN upto - share < 0.95 THEN 'B' ELSE 'C' END, value
      FROM ranked`,
  },
  order_risk: {
    agent: 'logistics',
    keys: ['order', 'state'],
    numbers: ['days_late', 'probability'],
    sql: `WITH ${delivered},
      waiting AS (
        SELECT order_number, promised_date, DATE '2026-07-01' - promised_date AS late,
          (SELECT count(*) FROM delivered WHERE days >= DATE '2026-07-01' - order_date) AS comparable,
          (SELECT count(*) FROM delivered WHERE days > promised_date - order_date) AS longer
        FROM sales_order_header
        WHERE order_status IN ('Open', 'Partly shipped', 'Shipped') AND order_total IS NOT NULL AND promised_date IS NOT NULL
      )
      SELECT order_number, 'Late', late, NULL FROM waiting WHERE late > 0
      UNION ALL
      SELECT order_number, 'At risk', NULL, longer / comparable FROM waiting
      WHERE late <= 0 AND comparable >= 30 AND longer / comparable >= 0.5`,
  },
  fill_rate: {
    agent: 'logistics',
    keys: ['location'],
    numbers: ['unit_fill_rate', 'line_fill_rate'],
    sql: `SELECT warehouse_code, sum(shipped_quantity) / sum(quantity), avg((shipped_quantity >= quantity)::INTEGER)
      FROM sales_order_line JOIN sales_order_header USING (order_number)
      WHERE line_status NOT IN ('Cancelled', 'Open') AND ${window('order_date', 90)}
      GROUP BY ALL`,
  },
  lead_time: {
    agent: 'logistics',
    keys: ['delivery_group'],
    numbers: ['deliveries', 'mean', 'deviation', 'p10', 'p50', 'p90', 'p95', 'maximum'],
    sql: `WITH ${delivered}
      SELECT coalesce(carrier, if(grouping(carrier) = 1, 'All', '(none)')), count(*), avg(days), stddev_samp(days),
        quantile_cont(days, 0.1), quantile_cont(days, 0.5), quantile_cont(days, 0.9), quantile_cont(days, 0.95), max(days)
      FROM delivered GROUP BY GROUPING SETS ((carrier), ())`,
  },
  on_time: {
    agent: 'supplier',
    keys: ['supplier'],
    numbers: ['on_time_rate', 'rate_low', 'rate_high'],
    sql: `WITH due AS (
        SELECT supplier_code AS supplier, count(*) AS n, avg(coalesce((received_date <= expected_date)::INTEGER, 0)) AS p, 1.959963984540054 AS z
        FROM purchase_order_header
        WHERE purchase_order_status <> 'Cancelled' AND ${window('expected_date', 365)}
        GROUP BY supplier_code HAVING count(*) >= 5
      )
      SELECT supplier, p,
        greatest(0, (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)),
        least(1, (p + z * z / (2 * n) + z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n))
      FROM due`,
  },
  price_trend: {
    agent: 'supplier',
    keys: ['supplier'],
    numbers: ['price_index', 'paasche', 'fisher'],
    sql: `WITH ${bought('later', 180, 0)}, ${bought('sooner', 360, 180)},
      matched AS (
        SELECT supplier, sooner.spend / sooner.pieces AS p0, sooner.pieces AS q0, later.spend / later.pieces AS p1, later.pieces AS q1
        FROM sooner JOIN later USING (supplier, product)
      )
      SELECT supplier, sum(p1 * q0) / sum(p0 * q0), sum(p1 * q1) / sum(p0 * q1),
        sqrt(sum(p1 * q0) / sum(p0 * q0) * sum(p1 * q1) / sum(p0 * q1))
      FROM matched GROUP BY supplier`,
  },
  concentration: {
    agent: 'supplier',
    keys: ['product_group', 'largest_supplier'],
    numbers: ['hhi', 'effective_suppliers', 'largest_share'],
    sql: `WITH spend AS (
        SELECT coalesce(p.product_group, '(none)') AS kind, h.supplier_code AS supplier, s.supplier_name AS name, l.line_amount AS amount
        FROM purchase_order_line l JOIN purchase_order_header h USING (purchase_order_number)
          JOIN supplier s ON s.supplier_code = h.supplier_code LEFT JOIN product p USING (product_code)
        WHERE l.line_status <> 'Cancelled' AND ${window('h.order_date', 365)}
      ),
      parts AS (
        SELECT kind, supplier, name, sum(amount)::DOUBLE AS amount FROM spend GROUP BY ALL
        UNION ALL SELECT 'All', supplier, name, sum(amount)::DOUBLE FROM spend GROUP BY supplier, name
      ),
      shares AS (SELECT *, amount / sum(amount) OVER (PARTITION BY kind) AS share FROM parts WHERE amount > 0)
      SELECT kind, arg_max(name, share), sum(share * share), 1 / sum(share * share), max(share) FROM shares GROUP BY kind`,
  },
};
