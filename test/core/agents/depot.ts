import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentChoice } from '../../../core/agents/agents.ts';
import type { Answer } from '../../../core/answer/types.ts';
import { openPlatform, type Platform } from '../../../local/platform.ts';
import { setClock } from '../../support/set-clock.ts';

/**
 * A depot keeper's data, in names of its own: agents find their way by the roles that its model declares. Small enough
 * to compute every number by hand; the day is the first of March 2026.
 */
export const NOW = '2026-03-01T09:00:00Z';

const goods = `code,label,family,price
G1,Rope,Cordage,2.50
G2,Twine,Cordage,1.00
G3,Lamp,Light,10.00
G4,Torch,Light,4.00
G5,Bucket,Ware,3.00
G6,Broom,Ware,
`;
const depots = `code,label,country
D1,North,NO
D2,South,ES
`;
const vendors = `code,label
V1,Alpha
V2,Beta
V3,Gamma
`;
/** G1 sells 4, 6, 10, 5 and 5 on five of the ten days to 28 February; G2 one a day; G3 is new; G4 never sold. */
const sales = [
  ['2026-01-01', 'G1', 'D1', 7],
  ['2026-01-01', 'G2', 'D1', 1],
  ['2026-01-01', 'G5', 'D2', 1],
  ['2026-01-01', 'G6', 'D1', 1],
  ['2026-02-19', 'G1', 'D1', 3],
  ['2026-02-19', 'G1', 'D1', 1],
  ['2026-02-21', 'G1', 'D1', 6],
  ['2026-02-23', 'G1', 'D1', 10],
  ['2026-02-26', 'G1', 'D1', 5],
  ['2026-02-28', 'G1', 'D1', 5],
  ['2026-03-01', 'G1', 'D1', 99],
  ...Array.from({ length: 10 }, (_, i) => [`2026-02-${19 + i}`, 'G2', 'D1', 1]),
  ['2026-02-27', 'G3', 'D1', 4],
  ['2026-02-20', 'G5', 'D2', 20],
  ['2026-02-22', 'G6', 'D1', 10],
  ['2026-02-22', '', 'D1', 3],
];
const stock = `good,depot,pieces,held
G1,D1,20,2
G2,D1,100,0
G3,D1,5,0
G4,D1,5,0
G5,D2,-3,0
G6,D1,9,0
`;
/** Number, vendor, good, depot, placed, due, arrived, pieces, money, state. */
const buys = [
  ['B1', 'V1', 'G1', 'D1', '2026-01-01', '2026-01-05', '2026-01-05', 10, 20, 'done'],
  ['B2', 'V1', 'G1', 'D1', '2026-01-02', '2026-01-07', '2026-01-08', 10, 20, 'done'],
  ['B3', 'V1', 'G1', 'D1', '2026-01-03', '2026-01-08', '2026-01-08', 20, 44, 'done'],
  ['B4', 'V1', 'G1', 'D1', '2026-02-04', '2026-02-10', '2026-02-09', 10, 24, 'done'],
  ['B5', 'V1', 'G1', 'D1', '2026-02-05', '2026-02-09', '2026-02-10', 30, 75, 'done'],
  ['B6', 'V1', 'G2', 'D1', '2026-01-05', '2026-01-12', '2026-01-10', 10, 10, 'done'],
  ['B7', 'V1', 'G2', 'D1', '2026-02-06', '2026-02-11', '2026-02-11', 10, 11, 'done'],
  ['B8', 'V1', 'G1', 'D1', '2026-02-25', '2026-03-05', '', 5, 12.5, 'open'],
  ['B9', 'V2', 'G6', 'D1', '2026-02-01', '2026-02-03', '2026-02-09', 5, 30, 'done'],
  ['B10', 'V2', 'G6', 'D1', '2026-02-02', '2026-02-04', '2026-02-08', 5, 30, 'done'],
  ['B11', 'V2', 'G6', 'D1', '2026-02-03', '2026-02-20', '', 5, 35, 'open'],
  ['B12', 'V2', 'G6', 'D1', '2026-02-03', '2026-02-09', '', 5, 0, 'void'],
  ['B13', 'V3', 'G5', 'D2', '2026-02-20', '2026-04-01', '', 5, 100, 'open'],
];
/** Of 100 deliveries 40 took two days, 30 three, 20 five and 10 eight. */
const drops = [
  [2, 40, 'Cart'],
  [3, 30, 'Cart'],
  [5, 20, 'Boat'],
  [8, 10, 'Boat'],
] as const;
const delivered = drops.flatMap(([days, count, carrier]) =>
  Array.from({ length: count }, (_, i) => {
    const placed = new Date(Date.UTC(2026, 1, 1 + (i % 10)));
    const arrived = new Date(placed.getTime() + days * 86_400_000);
    return { job: `done-${days}-${i}`, placed: day(placed), arrived: day(arrived), carrier };
  }),
);
const jobs = [
  ...delivered.map(({ job, placed }) => [job, placed, '2026-02-27', 'done', 'D1', 4, 4]),
  ['late', '2026-02-01', '2026-02-20', 'open', 'D1', 10, 0],
  ['today', '2026-02-26', '2026-03-01', 'open', 'D1', 10, 5],
  ['soon', '2026-02-26', '2026-03-03', 'open', 'D2', 10, 10],
  ['free', '2026-02-26', '', 'open', 'D2', 10, 9],
  ['ages', '2026-01-26', '2026-03-20', 'open', 'D1', 0, 0],
];

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const csv = (head: string, rows: readonly (readonly (string | number)[])[]): string =>
  `${head}\n${rows.map(row => row.join(',')).join('\n')}\n`;

const files: Readonly<Record<string, string>> = {
  goods,
  depots,
  vendors,
  stock,
  sales: csv('day,good,depot,pieces', sales as (string | number)[][]),
  buys: csv('number,vendor,good,depot,placed,due,arrived,pieces,money,state', buys),
  jobs: csv('number,placed,promise,state,depot,asked,filled', jobs),
  drops: csv(
    'number,job,arrived,carrier',
    delivered.map(({ job, arrived, carrier }) => [`drop-${job}`, job, arrived, carrier]),
  ),
};

const roles = {
  product: 'goods.code',
  product_name: 'goods.label',
  product_group: 'goods.family',
  location: 'depots.depot',
  location_name: 'depots.depot_label',
  unit_cost: 'goods.price',
  demand_quantity: 'SUM(sales.pieces)',
  demand_date: 'sales.day',
  on_hand: 'stock.pieces',
  reserved: 'stock.held',
  on_order: "SUM(CASE WHEN buys.state = 'open' THEN buys.pieces ELSE 0 END)",
  lead_time: 'DATEDIFF(day, buys.placed, buys.arrived)',
  lead_time_date: 'buys.arrived',
  order: 'jobs.number',
  order_date: 'jobs.placed',
  order_promised: 'jobs.promise',
  order_open: "jobs.state = 'open'",
  delivery: 'drops.number',
  delivery_date: 'drops.arrived',
  delivery_group: 'drops.carrier',
  fill_asked: 'jobs.asked',
  fill_filled: 'jobs.filled',
  supplier: 'vendors.vendor',
  supplier_name: 'vendors.vendor_label',
  purchase: 'buys.number',
  purchase_date: 'buys.placed',
  purchase_promised: 'buys.due',
  purchase_received: 'buys.arrived',
  purchase_valid: "buys.state <> 'void'",
  purchase_spend: 'spend',
  purchase_quantity: 'buys.pieces',
};

const field = (name: string, datatype: string, expression = name) =>
  `{name: ${name}, expression: ${expression}, datatype: ${datatype}, dimension: {is_time: ${datatype === 'Date'}}}`;
const dataset = (name: string, key: string, fields: readonly string[]) =>
  `      - {name: ${name}, source: ${name}, primary_key: [${key}], fields: [${fields.join(', ')}]}`;
const join1 = (from: string, column: string, to: string, key: string) =>
  `      - {name: ${from}_${to}, from: ${from}, to: ${to}, from_columns: [${column}], to_columns: [${key}]}`;

const modelText = (declared: object): string => `
version: "1.0"
semantic_model:
  - name: depot
    custom_extensions: [{vendor_name: COMMON, data: '${JSON.stringify({ roles: declared }).replaceAll("'", "''")}'}]
    datasets:
${[
  dataset('goods', 'code', [
    field('code', 'String'),
    field('label', 'String'),
    field('family', 'String'),
    field('price', 'Decimal'),
  ]),
  dataset('depots', 'code', [
    field('depot', 'String', 'code'),
    field('depot_label', 'String', 'label'),
    field('country', 'String'),
  ]),
  dataset('vendors', 'code', [field('vendor', 'String', 'code'), field('vendor_label', 'String', 'label')]),
  dataset('stock', 'good, depot', [field('pieces', 'Integer'), field('held', 'Integer')]),
  `      - {name: sales, source: sales, fields: [${[field('day', 'Date'), field('pieces', 'Integer')].join(', ')}]}`,
  dataset('buys', 'number', [
    field('number', 'String'),
    field('placed', 'Date'),
    field('due', 'Date'),
    field('arrived', 'Date'),
    field('pieces', 'Integer'),
    field('money', 'Decimal'),
    field('state', 'String'),
  ]),
  dataset('jobs', 'number', [
    field('number', 'String'),
    field('placed', 'Date'),
    field('promise', 'Date'),
    field('state', 'String'),
    field('asked', 'Integer'),
    field('filled', 'Integer'),
  ]),
  dataset('drops', 'number', [field('number', 'String'), field('arrived', 'Date'), field('carrier', 'String')]),
].join('\n')}
    relationships:
${[
  join1('stock', 'good', 'goods', 'code'),
  join1('stock', 'depot', 'depots', 'code'),
  join1('sales', 'good', 'goods', 'code'),
  join1('sales', 'depot', 'depots', 'code'),
  join1('buys', 'good', 'goods', 'code'),
  join1('buys', 'depot', 'depots', 'code'),
  join1('buys', 'vendor', 'vendors', 'code'),
  join1('jobs', 'depot', 'depots', 'code'),
  join1('drops', 'job', 'jobs', 'number'),
].join('\n')}
    metrics:
      - {name: spend, expression: SUM(buys.money), custom_extensions: [{vendor_name: COMMON, data: '{"unit":"EUR","format":"currency","decimals":2}'}]}
`;

const north = ['depots', 'stock', 'sales', 'buys', 'jobs', 'drops'].map(name => `${name}: "depots.country = 'NO'"`);
const personas = `
personas:
  - {name: keeper, title: Keeper, datasets: '*', metrics: '*', budget: {dollars_per_day: 1, dollars_per_query: 0.1}}
  - {name: north, title: North, datasets: '*', metrics: '*', row_filters: {${north.join(', ')}}, budget: {dollars_per_day: 1, dollars_per_query: 0.1}}
  - {name: seller, title: Seller, datasets: [goods, depots, stock, sales], metrics: [], budget: {dollars_per_day: 1, dollars_per_query: 0.1}}
  - {name: poor, title: Poor, datasets: '*', metrics: '*', budget: {dollars_per_day: 1, dollars_per_query: 0.00000001}}
`;

export interface Depot {
  readonly platform: Platform;
  /** Asks an agent by name. */
  compute(
    name: AgentChoice['name'],
    calculation: string,
    parameters?: AgentChoice['parameters'],
    persona?: string,
  ): Promise<Answer>;
  /** Asks in words. */
  ask(question: string, choices?: Readonly<Record<string, string>>, persona?: string): Promise<Answer>;
}

/** @param without roles that the model does not declare */
export async function openDepot(directory: string, without: readonly string[] = [], maxRows?: number): Promise<Depot> {
  const data = join(directory, 'data');
  await mkdir(data, { recursive: true });
  const declared = Object.fromEntries(Object.entries(roles).filter(([role]) => !without.includes(role)));
  await Promise.all([
    ...Object.entries(files).map(([name, text]) => writeFile(join(data, `${name}.csv`), text)),
    writeFile(join(directory, 'model.yaml'), modelText(declared)),
    writeFile(join(directory, 'personas.yaml'), personas),
  ]);
  const platform = await openPlatform({
    dataDirectory: data,
    modelFile: join(directory, 'model.yaml'),
    personasFile: join(directory, 'personas.yaml'),
    clock: setClock(NOW),
    threads: 1,
    maxRows,
  });
  const asker = (name: string) => {
    const persona = platform.personas.find(one => one.name === name);
    if (!persona) throw new Error(`There is no persona ${name}.`);
    return { queryId: `qry_${name}`, username: 'ann', persona };
  };
  return {
    platform,
    compute: (name, calculation, parameters = {}, persona = 'keeper') =>
      platform.answerer.answerAgent({
        ...asker(persona),
        now: new Date(NOW),
        agent: { name, calculation, parameters },
        choices: {},
      }),
    ask: (question, choices = {}, persona = 'keeper') =>
      platform.answerer.answer({ ...asker(persona), question, choices, conversation: [] }),
  };
}

/** The rows of an answer as records, numbers to nine digits. */
export const records = ({ results }: Answer): Record<string, unknown>[] =>
  (results?.rows ?? []).map(row =>
    Object.fromEntries(
      (results?.columns ?? []).map(({ name }, i) => {
        const cell = row[i] ?? null;
        return [name, typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell];
      }),
    ),
  );
