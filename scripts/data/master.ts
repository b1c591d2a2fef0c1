import { carriers } from './carriers.ts';
import { cities, regions, warehouses } from './cities.ts';
import type { Part, Settings } from './settings.ts';
import { list, pick, quoted } from './sql.ts';
import {
  customerFirstWords,
  customerSecondWords,
  legalForms,
  notableCustomers,
  supplierFirstWords,
  supplierSecondWords,
} from './words.ts';

/** Warehouses, carriers, customers and suppliers. Customers are numbered by how much they order, largest first. */
export function masterData(settings: Settings): Part {
  return {
    label: 'customers and suppliers',
    statements: [
      'CREATE SCHEMA draft',
      cityTable(),
      warehouseTable(),
      carrierTable(),
      customerTable(settings),
      supplierTable(settings),
    ],
    tables: [{ name: 'warehouse', query: warehouseQuery }],
  };
}

/** The cities alone, for data without the wholesaler. */
export const placesOnly = (_: Settings): Part => ({
  label: 'cities',
  statements: ['CREATE SCHEMA draft', cityTable()],
  tables: [],
});

/** As many rows a city as it has weight, so that a uniform draw follows the weights. */
function cityTable(): string {
  const rows = cities.flatMap(({ city, country, region, weight }) =>
    Array.from({ length: weight }, () => `(${quoted(city)}, ${quoted(country)}, ${quoted(region)})`),
  );
  return `CREATE TABLE draft.city AS SELECT row_number() OVER () - 1 AS city_id, v.* FROM (VALUES ${rows.join(', ')}) v(city, country, region)`;
}

const cityCount = cities.reduce((sum, { weight }) => sum + weight, 0);

function warehouseTable(): string {
  const rows = warehouses.map(
    (w, index) =>
      `(${index + 1}, ${quoted(w.code)}, ${quoted(w.name)}, ${quoted(w.city)}, ${quoted(w.country)}, ${quoted(w.region)}, ${w.capacity}, DATE ${quoted(w.opened)})`,
  );
  return `CREATE TABLE draft.warehouse AS SELECT * FROM (VALUES ${rows.join(', ')})
    v(warehouse_id, warehouse_code, warehouse_name, city, country, region, capacity_pallets, opened_date)`;
}

const warehouseQuery = `SELECT warehouse_code, warehouse_name, city, country, region, CAST(capacity_pallets AS INTEGER) AS capacity_pallets, opened_date
  FROM draft.warehouse ORDER BY warehouse_id`;

function carrierTable(): string {
  const rows = carriers.map((c, index) => `(${index}, ${quoted(c.name)}, ${quoted(c.mode)}, ${c.delayed}, ${c.rate})`);
  return `CREATE TABLE draft.carrier AS SELECT * FROM (VALUES ${rows.join(', ')}) v(carrier_id, carrier, transport_mode, delayed, rate)`;
}

/** The warehouses that serve a region, as a CASE that a customer's home warehouse is drawn from. */
function homeWarehouse(uniform: string): string {
  const branches = regions.map(region => {
    const ids = warehouses.flatMap((w, index) => (w.region === region ? [index + 1] : []));
    return `WHEN ${quoted(region)} THEN ${pick(ids, uniform)}`;
  });
  return `CASE region ${branches.join(' ')} END`;
}

function customerTable({ sizes, random, start }: Settings): string {
  const at = (purpose: string) => random.uniform(`customer ${purpose}`, 'customer_id');
  const composed = `${pick(customerFirstWords, at('first'))} || ' ' || ${pick(customerSecondWords, at('second'))} || ' ' || ${pick(legalForms, at('form'))}`;
  const notable = list(notableCustomers);
  // Notable names stand on every third place of the largest customers, so that questions about them find orders.
  return `CREATE TABLE draft.customer AS
    SELECT c.customer_id, 'C' || lpad(CAST(10000 + (c.customer_id * 7919 + 4231) % ${sizes.customers === 7919 ? 7920 : sizes.customers} AS VARCHAR), 5, '0') AS customer_code,
      CASE WHEN c.customer_id % 3 = 2 AND c.customer_id <= ${notableCustomers.length * 3} THEN ${notable}[(c.customer_id + 1) // 3]
        WHEN c.customer_id % 97 = 0 THEN 'Central Hardware Ltd' ELSE ${composed} END AS customer_name,
      ${pick(['Construction', 'Construction', 'Retail', 'Retail', 'Wholesale', 'Manufacturing', 'Public Sector'], at('segment'))} AS segment,
      city, country, region, ${homeWarehouse(at('home'))} AS home_warehouse,
      DATE ${quoted(start)} - CAST(30 + ${at('since')} * 2500 AS INTEGER) AS known_since,
      ${at('terms')} AS terms, ${at('missing')} AS missing
    FROM (SELECT CAST(range AS INTEGER) AS customer_id FROM range(1, ${sizes.customers + 1})) c
    JOIN draft.city ON city_id = CAST(floor(${at('city')} * ${cityCount}) AS INTEGER)
    ORDER BY c.customer_id`;
}

function supplierTable({ sizes, random, start }: Settings): string {
  const at = (purpose: string) => random.uniform(`supplier ${purpose}`, 'supplier_id');
  return `CREATE TABLE draft.supplier AS
    SELECT s.supplier_id, 'S' || lpad(CAST(s.supplier_id AS VARCHAR), 4, '0') AS supplier_code,
      CASE WHEN s.supplier_id = 2 THEN 'Acme Components' WHEN s.supplier_id = 5 THEN 'Köhler & Söhne'
        ELSE ${pick(supplierFirstWords, at('first'))} || ' ' || ${pick(supplierSecondWords, at('second'))} END AS supplier_name,
      city, country, region,
      CAST(5 + floor(pow(${at('lead')}, 1.6) * 50) AS INTEGER) AS lead_time_days,
      pow(${at('unreliable')}, 3) * 0.3 AS unreliable,
      CASE WHEN ${at('rated')} < 0.07 THEN NULL ELSE CAST(round(5 - 2.2 * pow(${at('unreliable')}, 3) - ${at('rating')} * 0.6, 1) AS DECIMAL(2,1)) END AS rating,
      DATE ${quoted(start)} - CAST(100 + ${at('since')} * 4000 AS INTEGER) AS supplier_since,
      ${at('missing')} AS missing
    FROM (SELECT CAST(range AS INTEGER) AS supplier_id FROM range(1, ${sizes.suppliers + 1})) s
    JOIN draft.city ON city_id = CAST(floor(${at('city')} * ${cityCount}) AS INTEGER)
    ORDER BY s.supplier_id`;
}
