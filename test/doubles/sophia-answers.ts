import type { AnswerReply } from '../../dashboard/web/src/api/types.ts';

/** Answers of the API double: one of each kind the page must show, by the question asked. */
export type AnswerParts = Partial<AnswerReply> & Pick<AnswerReply, 'status' | 'agent_response'>;

const MONTHS = Array.from({ length: 12 }, (_, index) =>
  new Date(Date.UTC(2025, 11 + index, 1)).toISOString().slice(0, 10),
);
const REGIONS = [
  'Europe',
  'North America',
  'Asia',
  'South America',
  'Oceania',
  'Africa',
  'Middle East',
  'Central Asia',
  'Caribbean',
  'Antarctica',
];

const money = { type: 'decimal', role: 'measure', unit: 'USD', format: 'currency', decimals: 2 } as const;
const month = { name: 'order_date', label: 'Order date', type: 'date', role: 'time', grain: 'month' } as const;
const region = { name: 'region', label: 'Region', type: 'string', role: 'dimension' } as const;
const revenue = { name: 'revenue', label: 'Revenue', ...money } as const;
const orders = { name: 'orders', label: 'Orders', type: 'integer', role: 'measure', unit: 'orders' } as const;
const late = {
  name: 'late_rate',
  label: 'Late rate',
  type: 'float',
  role: 'measure',
  unit: '%',
  format: 'percent',
  decimals: 1,
} as const;
const lead = {
  name: 'lead_time',
  label: 'Lead time',
  type: 'float',
  role: 'measure',
  unit: 'days',
  format: 'duration',
} as const;

const wave = (at: number, size: number) =>
  Math.round((size * (1 + 0.25 * Math.sin(at * 0.8) + at * 0.02) + ((at * 7919) % 97)) * 100) / 100;

const SQL = `SELECT\n  date_trunc('month', o.order_date) AS order_date,\n  sum(l.quantity * l.unit_price) AS revenue -- USD\nFROM "order_lines" AS l\nJOIN orders AS o ON o.order_id = l.order_id\nWHERE o.order_date >= DATE '2025-12-01' AND o.status <> 'cancelled'\nGROUP BY 1\nORDER BY 1\nLIMIT 1000`;

const dateAssumption = {
  id: 'date',
  kind: 'date',
  text: 'Counted by order date',
  chosen: 'orders.order_date',
  choices: [
    { id: 'orders.order_date', label: 'Order date' },
    { id: 'orders.shipped_date', label: 'Shipped date' },
    { id: 'invoices.paid_date', label: 'Paid date' },
  ],
} as const;

const cost = { bedrock_cost: 0, database_cost: 0.000048, lambda_cost: 0.000002, total_cost: 0.00005 };

const answered = (sentence: string, parts: Partial<AnswerReply>): AnswerParts => ({
  status: 'answered',
  agent_response: sentence,
  explanation: 'The sum of revenue of order lines, by month of the order date, of the last 12 months.',
  sql: SQL,
  cost,
  execution_time: 0.038,
  freshness: '2026-11-20T06:00:00Z',
  ...parts,
});

const byMonth = (): AnswerParts =>
  answered('Revenue was $14.6M over 12 months, highest in Oct 2026 at $1.6M.', {
    results: {
      columns: [month, revenue, orders],
      rows: MONTHS.map((day, at) => [day, wave(at, at === 11 ? 640_000 : 1_180_000), 4_200 + at * 37]),
      truncated: false,
    },
    chart: { kind: 'line', x: 'order_date', y: ['revenue', 'orders'] },
    assumptions: [
      dateAssumption,
      {
        id: 'range',
        kind: 'range',
        text: 'Last 12 months',
        chosen: '12',
        choices: [
          { id: '12', label: 'Last 12 months' },
          { id: '24', label: 'Last 24 months' },
        ],
      },
    ],
    suggestions: ['Revenue by region', 'Late rate by supplier'],
  });

const byMonthAndRegion = (): AnswerParts =>
  answered('Europe leads in every month; Asia grew fastest.', {
    results: {
      columns: [month, region, revenue],
      rows: MONTHS.flatMap((day, at) =>
        REGIONS.map((name, index) => [day, name, wave(at + index, 900_000 / (index + 1))]),
      ),
      truncated: false,
    },
    chart: { kind: 'line', x: 'order_date', y: ['revenue'], series: 'region' },
    assumptions: [dateAssumption],
  });

const byRegion = (): AnswerParts =>
  answered('Europe has the most revenue with $4.3M, 31 % of all.', {
    results: {
      columns: [region, revenue, late, lead],
      rows: [...REGIONS, null].map((name, at) => [
        name,
        at === 5 ? -48_200.5 : wave(at, 4_300_000 / (at + 1)),
        at === 7 ? null : 0.031 + at * 0.0135,
        at === 3 ? null : 3.17 + at * 1.4,
      ]),
      truncated: false,
    },
    chart: { kind: 'bar', x: 'region', y: ['revenue'] },
    assumptions: [
      dateAssumption,
      {
        id: 'spelling',
        kind: 'spelling',
        text: '“revnue” read as revenue',
        chosen: 'revenue',
        choices: [{ id: 'revenue', label: 'Revenue' }],
      },
    ],
    restrictions: ['Only orders of your own business unit.'],
    cached: true,
    execution_time: 0.004,
  });

const stacked = (): AnswerParts =>
  answered('Web sales passed shop sales in May 2026.', {
    results: {
      columns: [month, { ...region, name: 'channel', label: 'Channel' }, revenue],
      rows: MONTHS.flatMap((day, at) =>
        ['Web', 'Shop', 'Partner', 'Phone'].map((name, index) => [
          day,
          name,
          wave(at * (index + 1), 400_000 / (index + 1)),
        ]),
      ),
      truncated: false,
    },
    chart: { kind: 'stackedBar', x: 'order_date', y: ['revenue'], series: 'channel' },
  });

const grouped = (): AnswerParts =>
  answered('Revenue grew in eight of ten regions.', {
    results: {
      columns: [region, { ...revenue, label: 'This year' }, { ...revenue, name: 'previous', label: 'Last year' }],
      rows: REGIONS.map((name, at) => [name, wave(at, 4_300_000 / (at + 1)), wave(at + 2, 3_900_000 / (at + 1))]),
      truncated: false,
    },
    chart: { kind: 'groupedBar', x: 'region', y: ['revenue', 'previous'] },
  });

const scatter = (): AnswerParts =>
  answered('Suppliers with long lead times are late more often.', {
    results: {
      columns: [{ ...region, name: 'supplier', label: 'Supplier' }, { ...lead, format: 'number' }, late],
      rows: Array.from({ length: 60 }, (_, at) => [
        `Supplier ${at + 1}`,
        2 + ((at * 37) % 41) / 2,
        0.01 + ((at * 53) % 89) / 420,
      ]),
      truncated: false,
    },
    chart: { kind: 'scatter', x: 'lead_time', y: ['late_rate'], series: 'supplier' },
  });

const heatMap = (): AnswerParts =>
  answered('Late deliveries gather in the Antarctic winter.', {
    results: {
      columns: [month, region, late],
      rows: MONTHS.flatMap((day, at) =>
        REGIONS.slice(0, 6).map((name, index) => [
          day,
          name,
          at === 4 && index === 2 ? null : 0.02 + ((at * (index + 3)) % 11) / 80,
        ]),
      ),
      truncated: false,
    },
    chart: { kind: 'heatMap', x: 'order_date', y: ['late_rate'], series: 'region' },
  });

const number = (): AnswerParts =>
  answered('Revenue last quarter was $4,310,220.55.', {
    results: { columns: [revenue], rows: [[4_310_220.55]], truncated: false },
    chart: { kind: 'number', y: ['revenue'] },
    assumptions: [dateAssumption],
  });

const many = (): AnswerParts =>
  answered('There are 5,000 overdue invoices of 812 customers.', {
    results: {
      columns: [
        { name: 'invoice_id', label: 'Invoice', type: 'integer', role: 'dimension' },
        { name: 'customer', label: 'Customer', type: 'string', role: 'dimension' },
        { name: 'due_date', label: 'Due date', type: 'date', role: 'dimension' },
        { ...revenue, name: 'amount', label: 'Amount' },
        { name: 'quantity', label: 'Quantity', type: 'float', role: 'measure', unit: 'pieces' },
        { name: 'disputed', label: 'Disputed', type: 'boolean', role: 'dimension' },
      ],
      rows: Array.from({ length: 5_000 }, (_, at) => [
        100_000 + at,
        at % 97 === 0 ? null : ['March Ltd', 'Łódź Trading', 'Ōsaka 商事', 'Reading & Sons', 'Acme'][at % 5]!,
        new Date(Date.UTC(2026, 0, 1 + (at % 300))).toISOString().slice(0, 10),
        at % 11 === 0 ? -(at * 3.1) : wave(at, 900),
        at % 13 === 0 ? null : (at % 40) + 0.5,
        at % 7 === 0,
      ]),
      truncated: true,
    },
    chart: { kind: 'table', y: [] },
  });

const refused = (question: string): AnswerParts => {
  const word = /\b(churn|profitability|weather)\b/i.exec(question);
  const start = word?.index ?? 0;
  const text = word?.[0] ?? question;
  return {
    status: 'refused',
    agent_response: `I don't know “${text}”: the model has no metric, field or value of that name.`,
    not_understood: [{ text, start, end: start + text.length, reason: 'Nothing in the model is called that.' }],
    suggestions: ['Revenue by region', 'Revenue by month', 'Late rate by supplier'],
  };
};

const clarify = (): AnswerParts => ({
  status: 'clarify',
  agent_response: 'Which country do you mean?',
  clarification: {
    options: [
      {
        label: "The customer's country",
        question: 'Revenue by region',
        choices: { 'term:country': 'customers.country' },
      },
      {
        label: "The supplier's country",
        question: 'Revenue by region',
        choices: { 'term:country': 'suppliers.country' },
      },
    ],
  },
});

const failed = (): AnswerParts => ({
  status: 'failed',
  agent_response:
    'The engine stopped in mid-query: a file could not be read. Ask again, or tell whoever runs the platform.',
});
const empty = (): AnswerParts =>
  answered('No orders match.', {
    results: { columns: [region, revenue], rows: [], truncated: false },
    chart: { kind: 'table', y: [] },
  });

/** What an agent computed, with all that explains it. */
const computed = (): AnswerParts =>
  answered('1 of 2 products is at or under its reorder point.', {
    results: {
      columns: [
        { name: 'product', label: 'Product', type: 'string', role: 'dimension' },
        { name: 'reorder_point', label: 'Reorder point', type: 'float', role: 'measure', decimals: 1 },
        { name: 'on_hand', label: 'On hand', type: 'float', role: 'measure', decimals: 0 },
        { name: 'shortfall', label: 'Missing', type: 'float', role: 'measure', decimals: 1 },
      ],
      rows: [['Rope', 28.4, 23, 5.4]],
      truncated: false,
    },
    chart: { kind: 'table', y: [] },
    computation: {
      agent: 'inventory',
      calculation: 'reorder_point',
      title: 'Reorder point',
      formula: {
        words: 'Demand during a lead time, and a safety stock.',
        symbols: 'ROP = d̄·L̄ + SS',
        terms: [{ symbol: 'd̄', meaning: 'mean demand a day' }],
        source: 'A textbook',
      },
      example: '3 × 5 + 13.4 = 28.4',
      inputs: [
        {
          name: 'stock',
          title: 'Stock now',
          query_ids: [],
          explanation: 'Stock by product.',
          plan: {},
          sql: 'SELECT 1 AS stock',
          rows: 2,
          cached: true,
        },
      ],
      notes: ['Not computed for 1: No demand yet.'],
      sensitivity: ['At a service level of 99 % the reorder point is 34.0.'],
    },
  });

const RULES: readonly (readonly [RegExp, (question: string) => AnswerParts])[] = [
  [/reorder/i, computed],
  [/churn|profitability|weather/i, refused],
  [/country/i, clarify],
  [/fail/i, failed],
  [/nothing/i, empty],
  [/month and region/i, byMonthAndRegion],
  [/channel/i, stacked],
  [/this year and last/i, grouped],
  [/lead time and late/i, scatter],
  [/late rate by month/i, heatMap],
  [/invoices/i, many],
  [/by month/i, byMonth],
  [/by/i, byRegion],
];

/** What the double answers to a question. */
export const answerParts = (question: string): AnswerParts =>
  (RULES.find(([pattern]) => pattern.test(question))?.[1] ?? number)(question);
