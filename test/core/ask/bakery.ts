import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A chain of bakeries as a star: what is sold over the counter and by phone, around a calendar with fields of its own. */

const text = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: String${more}}`;
const number = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: Integer${more}}`;
const date = (name: string, more = ''): string =>
  `{name: ${name}, expression: ${name}, datatype: Date, dimension: {is_time: true}${more}}`;
const synonyms = (...words: string[]): string => `ai_context: {synonyms: [${words.join(', ')}]}`;
const relationship = (from: string, to: string, key: string): string =>
  `- {name: ${from}_${to}, from: ${from}, to: ${to}, from_columns: [${key}], to_columns: [${key}]}`;

export const bakeryYaml = `
version: "1.0"
semantic_model:
  - name: bakery
    datasets:
      - name: bakery_sales
        source: bakery_sales
        primary_key: [sale_id]
        ${synonyms('bakery purchases', 'counter sales')}
        fields:
          - ${number('sale_id')}
          - ${number('receipt_number', `, ${synonyms('receipt')}`)}
          - ${number('counter_amount')}
      - name: phone_sales
        source: phone_sales
        primary_key: [call_id]
        ${synonyms('telephone sales', 'phone purchases')}
        fields:
          - ${number('call_id')}
          - ${number('phone_amount')}
      - name: calendar
        source: days
        primary_key: [day_key]
        fields:
          - ${date('day', ', description: "The default date."')}
          - ${text('weekday_name', `, ${synonyms('weekday')}`)}
          - ${text('day_kind', ', description: "Weekend or Working day"')}
          - ${number('fiscal_year', `, dimension: {is_time: false}, ${synonyms('FY')}`)}
          - ${text('fiscal_quarter')}
          - ${text('holiday_flag', `, description: "Y on public holidays, else N", ${synonyms('holiday', 'public holiday')}`)}
          - ${text('holiday_name')}
      - name: cakes
        source: cakes
        primary_key: [cake_id]
        fields:
          - ${number('cake_id')}
          - ${text('cake_name', ', label: Cake')}
          - ${text('kind')}
          - ${number('price', ', description: "What it costs today."')}
      - name: bakeries
        source: bakeries
        primary_key: [bakery_id]
        ${synonyms('outlets')}
        fields:
          - ${number('bakery_id')}
          - ${text('bakery_name', ', label: Bakery')}
          - ${text('bakery_town')}
          - ${text('size')}
          - ${number('bakers', ', description: "Number of people who bake there."')}
      - name: buyers
        source: buyers
        primary_key: [buyer_id]
        ${synonyms('customers')}
        fields:
          - ${number('buyer_id')}
          - ${text('buyer_name', ', label: Buyer')}
          - ${text('home_town')}
          - ${text('club')}
          - ${date('birth_date', `, ${synonyms('born')}`)}
    relationships:
      ${[
        relationship('bakery_sales', 'calendar', 'day_key'),
        relationship('bakery_sales', 'cakes', 'cake_id'),
        relationship('bakery_sales', 'buyers', 'buyer_id'),
        relationship('bakery_sales', 'bakeries', 'bakery_id'),
        relationship('phone_sales', 'calendar', 'day_key'),
        relationship('phone_sales', 'cakes', 'cake_id'),
        relationship('phone_sales', 'buyers', 'buyer_id'),
      ].join('\n      ')}
    metrics:
      - {name: bakery_revenue, expression: SUM(bakery_sales.counter_amount), ${synonyms('counter revenue')}}
      - {name: phone_revenue, expression: SUM(phone_sales.phone_amount), ${synonyms('telephone revenue')}}
      - {name: receipt_count, expression: COUNT(DISTINCT bakery_sales.receipt_number), ${synonyms('number of receipts')}}
      - {name: total_revenue, expression: SUM(bakery_sales.counter_amount) + SUM(phone_sales.phone_amount), ${synonyms('revenue', 'sales')}}
`;

export const bakery = resolveModel(loadModel(bakeryYaml, { file: 'bakery.yaml' }));

const tables = [
  `CREATE TABLE days AS SELECT i AS day_key, d AS day, dayname(d) AS weekday_name,
    CASE WHEN isodow(d) > 5 THEN 'Weekend' ELSE 'Working day' END AS day_kind,
    year(d) - CASE WHEN month(d) < 4 THEN 1 ELSE 0 END AS fiscal_year,
    'FQ' || (1 + ((month(d) + 8) % 12) // 3) AS fiscal_quarter,
    CASE WHEN strftime(d, '%m-%d') IN ('01-01', '05-01', '12-25') THEN 'Y' ELSE 'N' END AS holiday_flag,
    CASE strftime(d, '%m-%d') WHEN '01-01' THEN 'New Year' WHEN '05-01' THEN 'May Day' WHEN '12-25' THEN 'Yule' END AS holiday_name
    FROM (SELECT i, (DATE '2023-01-01' + i::INTEGER) AS d FROM range(0, 731) r(i))`,
  `CREATE TABLE cakes AS SELECT i AS cake_id, 'Cake ' || chr((65 + i)::INTEGER) AS cake_name, (['Tart', 'Sponge', 'Roll'])[1 + i % 3] AS kind, 4 + i AS price FROM range(0, 12) r(i)`,
  `CREATE TABLE bakeries AS SELECT * FROM (VALUES (1, 'Mill Lane', 'Lund', 'Large', 9), (2, 'Old Quay', 'Malmo', 'Outlet', 4), (3, 'Station', 'Lund', 'Outlet', 3)) t(bakery_id, bakery_name, bakery_town, size, bakers)`,
  `CREATE TABLE buyers AS SELECT i AS buyer_id, 'Buyer ' || i AS buyer_name, (['Lund', 'Ystad', 'Malmo'])[1 + i % 3] AS home_town,
    CASE WHEN i % 4 > 0 THEN (['Crumb', 'Crust'])[1 + i % 2] END AS club, DATE '1971-03-04' + (i * 500)::INTEGER AS birth_date FROM range(0, 30) r(i)`,
  `CREATE TABLE bakery_sales AS SELECT i AS sale_id, i // 3 AS receipt_number, (i * 11) % 731 AS day_key, (i * 7) % 10 AS cake_id, (i * 5) % 20 AS buyer_id, 1 + i % 3 AS bakery_id,
    10 + i % 17 AS counter_amount FROM range(0, 700) r(i)`,
  `CREATE TABLE phone_sales AS SELECT i AS call_id, (i * 13) % 731 AS day_key, 2 + (i * 3) % 10 AS cake_id, 8 + (i * 5) % 20 AS buyer_id,
    8 + i % 13 AS phone_amount FROM range(0, 400) r(i)`,
];

/** A connection to an engine that holds the tables of the bakeries. */
export async function openBakery(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
