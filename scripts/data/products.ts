import { brands, productGroups, productQualities, productSizes } from './assortment.ts';
import type { Part, Settings } from './settings.ts';
import { pick, pickWeighted, quoted, rankByZipf } from './sql.ts';

/** Products, numbered by how often they are ordered. Every fortieth of the slower ones has been deleted since. */
export function products(settings: Settings): Part {
  return {
    label: 'products',
    statements: [groupTable(), productTable(settings)],
    tables: [
      { name: 'product', query: productQuery(settings.until) },
      { name: 'supplier', query: supplierQuery },
    ],
  };
}

/** Price or cost of a product (`p`) on a day: it moves by the product's step at the product's own intervals. */
export const priceOn = (column: 'base_price' | 'base_cost', day: string, stepShare: number): string =>
  `CAST(round(p.${column} * pow(1 + p.price_step * ${stepShare}, floor((date_diff('day', p.price_origin, ${day})) / p.price_interval)), 2) AS DECIMAL(10,2))`;

function groupTable(): string {
  const rows = productGroups.map(
    (g, index) => `(${index}, ${quoted(g.name)}, ${g.cost}, ${g.pieces}, ${g.peak ?? 0}, ${g.returned})`,
  );
  return `CREATE TABLE draft.product_group AS SELECT * FROM (VALUES ${rows.join(', ')}) v(group_id, product_group, group_cost, group_pieces, peak, returned)`;
}

function productTable({ sizes, random, start }: Settings): string {
  const at = (purpose: string) => random.uniform(`product ${purpose}`, 'product_id');
  const group = pickWeighted(
    productGroups.map((g, index) => [String(index), g.weight] as const),
    at('group'),
  );
  const item = productGroups.map((g, index) => `WHEN ${index} THEN ${pick(g.items, at('item'))}`).join(' ');
  const spread = `exp(${random.normal('product cost', 'product_id')} * 0.45)`;
  const launched = `DATE ${quoted(start)} + CAST(floor(${at('launched')} * 900) AS INTEGER)`;
  return `CREATE TABLE draft.product AS
    WITH numbered AS (SELECT CAST(range AS INTEGER) AS product_id FROM range(1, ${sizes.products + 1})),
    grouped AS (SELECT product_id, ${group} AS group_id FROM numbered)
    SELECT p.product_id, 'P-' || CAST(10000 + (p.product_id * 7907 + 1213) % ${sizes.products} AS VARCHAR) AS product_code,
      ${pick(brands, at('brand'))} || ' ' || CASE g.group_id ${item} END || ' ' || ${pick(productQualities, at('quality'))} || ' ' || ${pick(productSizes, at('size'))} AS product_name,
      g.*,
      greatest(0.05, g.group_cost * ${spread}) AS base_cost,
      greatest(0.05, g.group_cost * ${spread}) * (1.28 + ${at('margin')} * 0.55) AS base_price,
      0.004 + ${at('step')} * 0.036 AS price_step,
      150 + CAST(floor(${at('interval')} * 250) AS INTEGER) AS price_interval,
      DATE ${quoted(start)} - CAST(floor(${at('phase')} * 400) AS INTEGER) AS price_origin,
      exp(${random.normal('product weight', 'product_id')} * 0.6) * 0.6 AS weight_kg,
      ${rankByZipf(String(sizes.suppliers - 2), 8, at('supplier'))} AS supplier_id,
      CASE WHEN p.product_id > 10 AND p.product_id % 5 = 3 THEN ${launched} ELSE DATE ${quoted(start)} - CAST(1 + ${at('created')} * 2800 AS INTEGER) END AS created_date,
      p.product_id > ${Math.floor(sizes.products / 3)} AND p.product_id % 40 = 39 AS deleted
    FROM grouped p JOIN draft.product_group g ON g.group_id = p.group_id
    ORDER BY p.product_id`;
}

const productQuery = (until: string): string => `
  SELECT p.product_code, p.product_name, p.product_group, ${priceOn('base_cost', `DATE ${quoted(until)}`, 0.8)} AS unit_cost,
    ${priceOn('base_price', `DATE ${quoted(until)}`, 1)} AS unit_price, s.supplier_code, s.supplier_name,
    CASE WHEN p.product_id % 29 = 11 THEN NULL ELSE CAST(round(p.weight_kg, 3) AS DECIMAL(8,3)) END AS weight_kg,
    p.created_date,
    greatest(p.created_date, p.price_origin + CAST(floor(date_diff('day', p.price_origin, DATE ${quoted(until)}) / p.price_interval) AS INTEGER) * p.price_interval) AS updated_date
  FROM draft.product p JOIN draft.supplier s USING (supplier_id) WHERE NOT p.deleted ORDER BY p.product_code`;

const supplierQuery = `
  SELECT supplier_code, supplier_name, city, country, CASE WHEN missing < 0.04 THEN NULL ELSE region END AS region,
    lead_time_days, rating, supplier_since FROM draft.supplier ORDER BY supplier_id`;
