/**
 * Every metric of the built-in model as SQL over the tables, written by hand: what the model must give. Each
 * yields one row with one value.
 */
const live = "FROM sales_order_line WHERE line_status <> 'Cancelled'";
const judged = 'FROM shipment WHERE delivery_date IS NOT NULL AND promised_date IS NOT NULL';
const received = 'FROM purchase_order_header WHERE received_date IS NOT NULL';

export const metricSql: Readonly<Record<string, string>> = {
  revenue: `SELECT sum(line_amount) ${live}`,
  gross_sales: `SELECT sum(quantity * unit_price) ${live}`,
  discount_amount: `SELECT sum(quantity * unit_price - line_amount) ${live}`,
  average_discount: `SELECT 1 - sum(line_amount)::DOUBLE / sum(quantity * unit_price) ${live}`,
  returned_value: `SELECT sum(round(returned_quantity * unit_price * (1 - discount_rate), 2)) FROM sales_order_line`,
  net_revenue: `SELECT sum(line_amount) - (SELECT sum(round(returned_quantity * unit_price * (1 - discount_rate), 2)) FROM sales_order_line) ${live}`,
  cost_of_goods_sold: `SELECT sum(unit_cost * quantity) ${live}`,
  gross_margin: `SELECT sum(line_amount - unit_cost * quantity) ${live}`,
  margin_rate: `SELECT 1 - sum(unit_cost * quantity)::DOUBLE / sum(line_amount) ${live}`,
  units_sold: `SELECT sum(quantity) ${live}`,
  order_count: 'SELECT count(*) FROM sales_order_header',
  line_count: 'SELECT count(*) FROM sales_order_line',
  average_order_value: `SELECT avg(amount) FROM (SELECT sum(line_amount)::DOUBLE AS amount ${live} GROUP BY order_number)`,
  lines_per_order: 'SELECT avg(lines) FROM (SELECT count(*) AS lines FROM sales_order_line GROUP BY order_number)',
  active_customers: 'SELECT count(*) FROM (SELECT customer_code FROM sales_order_header GROUP BY customer_code)',
  open_orders: "SELECT count(*) FROM sales_order_header WHERE order_status = 'Open' OR order_status = 'Partly shipped'",
  cancelled_orders: "SELECT count(*) FROM sales_order_header WHERE order_status = 'Cancelled'",
  cancellation_rate: "SELECT avg((order_status = 'Cancelled')::INTEGER) FROM sales_order_header",
  returned_units: 'SELECT sum(returned_quantity) FROM sales_order_line WHERE return_date IS NOT NULL',
  return_rate: 'SELECT sum(returned_quantity)::DOUBLE / sum(shipped_quantity) FROM sales_order_line',
  fill_rate:
    "SELECT sum(shipped_quantity)::DOUBLE / sum(quantity) FROM sales_order_line WHERE line_status NOT IN ('Open', 'Cancelled')",
  shipment_count: 'SELECT count(*) FROM shipment',
  deliveries_made: "SELECT count(*) FROM shipment WHERE shipment_status = 'Delivered'",
  late_deliveries: `SELECT count(*) ${judged} AND delivery_date > promised_date`,
  on_time_delivery_rate: `SELECT avg((delivery_date <= promised_date)::INTEGER) ${judged}`,
  late_delivery_rate: `SELECT avg((delivery_date > promised_date)::INTEGER) ${judged}`,
  average_days_late: `SELECT avg(delivery_date - promised_date) ${judged} AND delivery_date > promised_date`,
  average_transit_time: 'SELECT avg(delivery_date - ship_date) FROM shipment',
  total_freight_cost: 'SELECT sum(freight_cost) FROM shipment',
  average_freight_cost: 'SELECT avg(freight_cost) FROM shipment',
  purchase_spend: "SELECT sum(line_amount) FROM purchase_order_line WHERE line_status <> 'Cancelled'",
  purchase_order_count: 'SELECT count(*) FROM purchase_order_header',
  open_purchase_orders:
    "SELECT count(*) FROM purchase_order_header WHERE purchase_order_status IN ('Open', 'Partly received')",
  open_purchase_value: "SELECT sum(line_amount) FROM purchase_order_line WHERE line_status = 'Open'",
  units_purchased: "SELECT sum(ordered_quantity) FROM purchase_order_line WHERE line_status IN ('Open', 'Received')",
  units_received: 'SELECT sum(received_quantity) FROM purchase_order_line WHERE received_date IS NOT NULL',
  average_lead_time: `SELECT avg(received_date - order_date) ${received}`,
  supplier_on_time_rate: `SELECT avg((received_date <= expected_date)::INTEGER) ${received} AND expected_date IS NOT NULL`,
  stock_on_hand: 'SELECT sum(quantity_on_hand) FROM warehouse_product',
  available_stock: 'SELECT sum(quantity_on_hand) - sum(quantity_reserved) FROM warehouse_product',
  stock_value: 'SELECT sum(unit_cost * quantity_on_hand) FROM warehouse_product',
  stock_outs: 'SELECT count(*) FROM warehouse_product WHERE quantity_on_hand = 0',
  reorders_due: 'SELECT count(*) FROM warehouse_product WHERE quantity_on_hand <= reorder_point',
  days_of_cover: 'SELECT sum(quantity_on_hand)::DOUBLE / sum(average_daily_demand) FROM warehouse_product',
  average_stock_on_hand:
    'SELECT avg(pieces) FROM (SELECT sum(quantity_on_hand) AS pieces FROM stock_history GROUP BY snapshot_date)',
  average_stock_value:
    'SELECT avg(worth) FROM (SELECT sum(quantity_on_hand * unit_cost) AS worth FROM stock_history GROUP BY snapshot_date)',
  stock_out_rate: 'SELECT avg((quantity_on_hand = 0)::INTEGER) FROM stock_history',
  customer_count: 'SELECT count(*) FROM customer',
  supplier_count: 'SELECT count(*) FROM supplier',
  product_count: 'SELECT count(*) FROM product',
  warehouse_count: 'SELECT count(*) FROM warehouse',
};

/** Questions with groups, filters and dates, whose SQL shows what the joins must mean. */
export interface GroupedCase {
  readonly name: string;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly where?: readonly string[];
  readonly sql: string;
}

export const groupedCases: readonly GroupedCase[] = [
  {
    name: 'revenue by product group keeps the lines of deleted products',
    dimensions: ['products.product_group'],
    measures: ['revenue'],
    sql: `SELECT product_group, sum(line_amount) FILTER (line_status <> 'Cancelled')
      FROM sales_order_line LEFT JOIN product USING (product_code) GROUP BY 1`,
  },
  {
    name: 'revenue by customer country and year',
    dimensions: ['customers.customer_country', 'EXTRACT(YEAR FROM orders.order_date)'],
    measures: ['revenue'],
    sql: `SELECT country, year(order_date), sum(CASE WHEN line_status = 'Cancelled' THEN 0 ELSE line_amount END)
      FROM sales_order_line JOIN sales_order_header USING (order_number) JOIN customer USING (customer_code) GROUP BY 1, 2`,
  },
  {
    name: 'revenue of one supplier country by month',
    dimensions: ["DATE_TRUNC('month', orders.order_date)"],
    measures: ['revenue', 'margin_rate'],
    where: ["suppliers.supplier_country = 'Germany'"],
    sql: `SELECT date_trunc('month', order_date), sum(line_amount), 1 - sum(quantity * l.unit_cost)::DOUBLE / sum(line_amount)
      FROM (SELECT * FROM sales_order_line WHERE line_status <> 'Cancelled') l JOIN sales_order_header USING (order_number)
      JOIN product USING (product_code) JOIN supplier s USING (supplier_code) WHERE s.country = 'Germany' GROUP BY 1`,
  },
  {
    name: 'on-time rate by carrier for one product group',
    dimensions: ['shipments.carrier'],
    measures: ['on_time_delivery_rate', 'late_deliveries'],
    where: ["products.product_group = 'Lighting'"],
    sql: `SELECT carrier, avg((delivery_date <= promised_date)::INTEGER), count(*) FILTER (delivery_date > promised_date)
      FROM shipment JOIN sales_order_line USING (order_number, line_number) JOIN product USING (product_code)
      WHERE product_group = 'Lighting' GROUP BY 1`,
  },
  {
    name: 'orders by warehouse, those without lines included',
    dimensions: ['warehouses.warehouse_name'],
    measures: ['order_count', 'cancelled_orders'],
    sql: `SELECT warehouse_name, count(*), count(*) FILTER (order_status = 'Cancelled')
      FROM sales_order_header JOIN warehouse USING (warehouse_code) GROUP BY 1`,
  },
  {
    name: 'an order counts once for each product group that it has lines of',
    dimensions: ['products.product_group'],
    measures: ['order_count'],
    where: ['products.product_group IS NOT NULL'],
    sql: `SELECT product_group, count(DISTINCT order_number) FROM sales_order_line JOIN product USING (product_code) GROUP BY 1`,
  },
  {
    name: 'stock and sales by warehouse, two facts side by side',
    dimensions: ['warehouses.warehouse_code'],
    measures: ['stock_on_hand', 'units_sold', 'purchase_spend'],
    sql: `SELECT w.warehouse_code, s.pieces, u.pieces, p.spent FROM warehouse w
      LEFT JOIN (SELECT warehouse_code, sum(quantity_on_hand) AS pieces FROM warehouse_product GROUP BY 1) s USING (warehouse_code)
      LEFT JOIN (SELECT warehouse_code, sum(quantity) FILTER (line_status <> 'Cancelled') AS pieces
        FROM sales_order_line JOIN sales_order_header USING (order_number) GROUP BY 1) u USING (warehouse_code)
      LEFT JOIN (SELECT warehouse_code, sum(line_amount) FILTER (line_status <> 'Cancelled') AS spent
        FROM purchase_order_line JOIN purchase_order_header USING (purchase_order_number) GROUP BY 1) p USING (warehouse_code)`,
  },
  {
    name: 'purchase spend by supplier',
    dimensions: ['suppliers.supplier_code'],
    measures: ['purchase_spend'],
    sql: `SELECT supplier_code, sum(CASE WHEN line_status = 'Cancelled' THEN 0 ELSE line_amount END) FROM purchase_order_line GROUP BY 1`,
  },
  {
    name: 'purchase spend by product group and supplier country',
    dimensions: ['products.product_group', 'suppliers.supplier_country'],
    measures: ['purchase_spend'],
    sql: `SELECT product_group, s.country, sum(CASE WHEN line_status = 'Cancelled' THEN 0 ELSE line_amount END)
      FROM purchase_order_line l LEFT JOIN product USING (product_code) JOIN supplier s ON s.supplier_code = l.supplier_code GROUP BY 1, 2`,
  },
  {
    name: 'average lead time by supplier region, a missing region is a group',
    dimensions: ['suppliers.supplier_region'],
    measures: ['average_lead_time', 'supplier_on_time_rate'],
    sql: `SELECT region, avg(received_date - order_date), avg((received_date <= expected_date)::INTEGER)
      FROM purchase_order_header JOIN supplier USING (supplier_code) GROUP BY 1`,
  },
  {
    name: 'average stock on hand by quarter is an average of levels, not their sum',
    dimensions: ["DATE_TRUNC('quarter', stock_history.snapshot_date)"],
    measures: ['average_stock_on_hand'],
    sql: `SELECT date_trunc('quarter', snapshot_date), avg(pieces)
      FROM (SELECT snapshot_date, sum(quantity_on_hand) AS pieces FROM stock_history GROUP BY 1) GROUP BY 1`,
  },
  {
    name: 'days of cover by product group',
    dimensions: ['products.product_group'],
    measures: ['days_of_cover', 'stock_outs'],
    sql: `SELECT product_group, sum(quantity_on_hand)::DOUBLE / sum(average_daily_demand), count(*) FILTER (quantity_on_hand = 0)
      FROM warehouse_product JOIN product USING (product_code) GROUP BY 1`,
  },
  {
    name: 'returns by reason in the month of return',
    dimensions: ['order_lines.return_reason'],
    measures: ['returned_units', 'returned_value'],
    where: ["order_lines.return_date >= DATE '2026-01-01'", "order_lines.return_date < DATE '2026-04-01'"],
    sql: `SELECT return_reason, sum(returned_quantity), sum(round(returned_quantity * unit_price * (1 - discount_rate), 2))
      FROM sales_order_line WHERE return_date BETWEEN '2026-01-01' AND '2026-03-31' GROUP BY 1`,
  },
  {
    name: 'orders by size band',
    dimensions: ['orders.order_size'],
    measures: ['order_count'],
    sql: `SELECT CASE WHEN order_total IS NULL THEN NULL WHEN order_total >= 5000 THEN 'Very large' WHEN order_total >= 1000 THEN 'Large'
      WHEN order_total >= 100 THEN 'Medium' ELSE 'Small' END, count(*) FROM sales_order_header GROUP BY 1`,
  },
  {
    name: 'a customer whose name reads like something else',
    dimensions: ['customers.customer_name'],
    measures: ['order_count', 'average_order_value'],
    where: ["customers.customer_name IN ('Orders & Sons', 'March Ltd', '東京商事')"],
    sql: `SELECT customer_name, count(DISTINCT h.order_number), sum(line_amount) FILTER (line_status <> 'Cancelled')::DOUBLE
        / count(DISTINCT h.order_number) FILTER (line_status <> 'Cancelled')
      FROM sales_order_header h JOIN customer USING (customer_code) LEFT JOIN sales_order_line l ON l.order_number = h.order_number
      WHERE customer_name IN ('Orders & Sons', 'March Ltd', '東京商事') GROUP BY 1`,
  },
];
