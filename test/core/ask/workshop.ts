import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A workshop for bicycles whose tables are full of codes and flags, which its model explains in descriptions. */

const text = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: String${more}}`;
const number = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: Integer${more}}`;
const date = (name: string, more = ''): string =>
  `{name: ${name}, expression: ${name}, datatype: Date, dimension: {is_time: true}${more}}`;
const synonyms = (...words: string[]): string => `ai_context: {synonyms: [${words.join(', ')}]}`;

export const workshopYaml = `
version: "1.0"
semantic_model:
  - name: workshop
    ai_context:
      instructions: >-
        When no date is named, repairs count by the day they were received, parts and their value by the fitting date
        and invoices by the invoice date. A period without an event refers to the reception date for repairs, and to
        the record's own date for complaints.
    datasets:
      - name: customers
        source: customers
        primary_key: [customer_id]
        ${synonyms('client')}
        fields:
          - ${number('customer_id')}
          - ${text('customer_name', ', label: Customer')}
          - ${text('customer_city')}
          - ${text('last_name')}
          - ${text('club')}
          - ${text('sector', ', description: "Line of business as a code: HO hotels, HC hospitals and care homes, RT retail."')}
          - ${text('grade', ', description: "1 = gold, 2 = silver"')}
          - ${text('newsletter', ', description: "Y when they take it, N when not."')}
      - name: shops
        source: shops
        primary_key: [shop_id]
        ${synonyms('store')}
        fields:
          - ${number('shop_id')}
          - ${text('shop_city')}
      - name: repairs
        source: repairs
        primary_key: [repair_id]
        ${synonyms('job')}
        fields:
          - ${number('repair_id')}
          - ${number('customer_id')}
          - ${number('shop_id')}
          - ${date('received_on', `, description: "Day it came in. The default date of repairs.", ${synonyms('reception date')}`)}
          - ${date('finished_on', `, ${synonyms('finished')}`)}
          - {name: urgent, expression: is_urgent, datatype: Boolean, label: Urgent}
          - ${text('under_guarantee', `, ${synonyms('under guarantee', 'guarantee repair')}`)}
          - ${number('minutes', `, ${synonyms('length')}, custom_extensions: [{vendor_name: COMMON, data: '{"unit":"minutes"}'}]`)}
      - name: fitted_parts
        source: fitted_parts
        primary_key: [line_id]
        ${synonyms('parts', 'part')}
        fields:
          - ${number('line_id')}
          - ${number('repair_id')}
          - ${date('fitted_on', `, ${synonyms('fitting date')}`)}
          - ${number('quantity', `, ${synonyms('pieces')}`)}
          - ${number('price')}
      - name: invoices
        source: invoices
        primary_key: [invoice_id]
        fields:
          - ${number('invoice_id')}
          - ${number('customer_id')}
          - ${date('invoice_date')}
          - ${text('payment_method', ', description: "CA cash, CC credit card, DD direct debit"')}
          - ${number('net')}
          - ${number('settled')}
      - name: complaints
        source: complaints
        primary_key: [complaint_id]
        fields:
          - ${number('complaint_id')}
          - ${number('repair_id')}
          - ${date('complained_on')}
          - ${text('cause')}
          - ${text('clerk', ', label: Clerk name')}
          - ${number('refund')}
    relationships:
      - {name: complaints_repairs, from: complaints, to: repairs, from_columns: [repair_id], to_columns: [repair_id]}
      - {name: repairs_customers, from: repairs, to: customers, from_columns: [customer_id], to_columns: [customer_id]}
      - {name: repairs_shops, from: repairs, to: shops, from_columns: [shop_id], to_columns: [shop_id]}
      - {name: parts_repairs, from: fitted_parts, to: repairs, from_columns: [repair_id], to_columns: [repair_id]}
      - {name: invoices_customers, from: invoices, to: customers, from_columns: [customer_id], to_columns: [customer_id]}
    metrics:
      - {name: repair_count, expression: COUNT(repairs.repair_id), ${synonyms('number of repairs', 'repairs made')}}
      - {name: quick_repairs, expression: "SUM(CASE WHEN repairs.minutes < 30 THEN 1 ELSE 0 END)", ${synonyms('quick jobs')}}
      - {name: repair_rate, expression: COUNT(repairs.repair_id) / COUNT(DISTINCT repairs.customer_id), ${synonyms('return rate')}}
      - {name: shop_return_rate, expression: COUNT(repairs.repair_id) / COUNT(DISTINCT repairs.shop_id)}
      - {name: refunds, expression: SUM(complaints.refund), ${synonyms('money refunded')}}
      - {name: parts_value, expression: SUM(fitted_parts.quantity * fitted_parts.price), ${synonyms('value of parts')}}
      - {name: parts_quantity, expression: SUM(fitted_parts.quantity), ${synonyms('pieces fitted')}}
      - {name: invoiced_amount, expression: SUM(invoices.net), ${synonyms('amount invoiced', 'revenue')}}
      - {name: outstanding_amount, expression: SUM(invoices.net - invoices.settled), ${synonyms('money owed')}}
`;

export const workshop = resolveModel(loadModel(workshopYaml, { file: 'workshop.yaml' }));

const tables = [
  `CREATE TABLE customers AS SELECT i AS customer_id, (['Grand Hotels', 'St Anne', 'Corner Shop', 'Inn', 'Clinic', 'Kiosk'])[1 + i % 6] || ' ' || i AS customer_name,
    (['Paris', 'Oslo', 'Graz'])[1 + i % 3] AS customer_city, (['Spring', 'Reed', 'May', 'North', 'Abel'])[1 + i % 5] AS last_name, (['Spring', 'Tandem'])[1 + i % 2] AS club,
    (['HO', 'HC', 'RT'])[1 + i % 3] AS sector, (['1', '2'])[1 + i % 2] AS grade, (['Y', 'N'])[1 + (i // 2) % 2] AS newsletter FROM range(0, 24) r(i)`,
  `CREATE TABLE shops AS SELECT * FROM (VALUES (1, 'Paris'), (2, 'Oslo'), (3, 'Bonn')) t(shop_id, shop_city)`,
  `CREATE TABLE repairs AS SELECT i AS repair_id, (i * 7) % 20 AS customer_id, 1 + (i * 5) % 3 AS shop_id,
    DATE '2024-01-01' + (i * 5)::INTEGER AS received_on, DATE '2024-01-03' + (i * 5 + i % 40)::INTEGER AS finished_on,
    i % 4 = 0 AS is_urgent, (['Yes', 'No'])[1 + (i % 3)::INTEGER // 2] AS under_guarantee, 10 + (i * 13) % 90 AS minutes FROM range(0, 100) r(i)`,
  `CREATE TABLE fitted_parts AS SELECT i AS line_id, i % 90 AS repair_id, DATE '2024-02-10' + (i * 3)::INTEGER AS fitted_on,
    1 + i % 4 AS quantity, 5 + i % 11 AS price FROM range(0, 150) r(i)`,
  `CREATE TABLE complaints AS SELECT i AS complaint_id, (i * 3) % 80 AS repair_id, DATE '2024-03-01' + (i * 4)::INTEGER AS complained_on,
    (['Nobody home', 'Too late', 'Home delivery'])[1 + i % 3] AS cause, (['Ann', 'Bo', 'Cy'])[1 + (i * i) % 3] AS clerk, 3 + (i * 7) % 20 AS refund FROM range(0, 60) r(i)`,
  `CREATE TABLE invoices AS SELECT i AS invoice_id, i % 18 AS customer_id, DATE '2024-01-15' + (i * 6)::INTEGER AS invoice_date,
    (['CA', 'CC', 'DD'])[1 + i % 3] AS payment_method, 50 + i AS net, CASE WHEN i % 5 = 0 THEN 0 ELSE 50 + i END AS settled FROM range(0, 80) r(i)`,
];

/** A connection to an engine that holds the workshop's tables. */
export async function openWorkshop(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
