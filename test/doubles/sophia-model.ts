import type { CostDay, ModelReply, User } from '../../dashboard/web/src/api/types.ts';

/** The model, user and costs that the API double speaks of. */
export const MODEL: ModelReply = {
  name: 'supply_chain',
  description: 'Orders, deliveries, invoices and stock of a trading company over three years.',
  persona: 'analyst',
  freshness: '2026-11-20T06:00:00Z',
  metrics: [
    {
      name: 'revenue',
      label: 'Revenue',
      description: 'Quantity times unit price of order lines, without cancelled orders.',
      synonyms: ['sales', 'turnover'],
      unit: 'USD',
      format: 'currency',
      dimensions: ['customers.region', 'customers.country', 'orders.channel', 'suppliers.country'],
    },
    {
      name: 'orders',
      label: 'Orders',
      description: 'Number of orders.',
      synonyms: ['purchases'],
      unit: 'orders',
      dimensions: ['customers.region', 'orders.channel'],
    },
    {
      name: 'late_rate',
      label: 'Late rate',
      description: 'Share of deliveries after the promised date.',
      synonyms: ['lateness'],
      unit: '%',
      format: 'percent',
      dimensions: ['suppliers.country', 'suppliers.name'],
    },
    {
      name: 'lead_time',
      label: 'Lead time',
      description: 'Average time from order to delivery.',
      unit: 'days',
      format: 'duration',
      dimensions: ['suppliers.name'],
    },
  ],
  datasets: [
    {
      name: 'customers',
      label: 'Customers',
      description: 'Who buys.',
      fields: [
        {
          name: 'customers.region',
          label: 'Region',
          description: null,
          type: 'string',
          values: ['Europe', 'Asia', 'North America', 'Africa'],
        },
        {
          name: 'customers.country',
          label: 'Country',
          description: null,
          type: 'string',
          values: ['Germany', 'Japan', 'Brazil'],
        },
      ],
    },
    {
      name: 'orders',
      label: 'Orders',
      description: 'What was ordered.',
      fields: [
        {
          name: 'orders.order_date',
          label: 'Order date',
          description:
            'Day on which the customer placed the order, as the order desk or the web shop entered it, in UTC.',
          type: 'date',
          is_time: true,
        },
        {
          name: 'orders.channel',
          label: 'Channel',
          description: null,
          type: 'string',
          values: ['Web', 'Shop', 'Partner', 'Phone'],
        },
      ],
    },
    {
      name: 'suppliers',
      label: 'Suppliers',
      description: 'Who delivers.',
      fields: [
        {
          name: 'suppliers.name',
          label: 'Supplier',
          description: null,
          type: 'string',
          values: ['Acme', 'Globex', 'Initech'],
        },
        { name: 'suppliers.country', label: 'Country', description: null, type: 'string', values: ['China', 'Poland'] },
      ],
    },
  ],
  examples: [
    'Revenue by month',
    'Revenue by region',
    'Revenue by month and region',
    'Late rate by supplier',
    'List overdue invoices',
  ],
};

export const USER: User = {
  username: 'ada',
  roles: ['analyst'],
  personas: [
    {
      name: 'analyst',
      title: 'Analyst',
      description: 'Sees all of the business.',
      examples: ['Revenue by month', 'Revenue by region'],
    },
    {
      name: 'buyer',
      title: 'Buyer',
      description: 'Sees suppliers, deliveries and stock.',
      examples: ['Late rate by supplier'],
    },
  ],
};

/** Costs of the last 40 days up to `now`, two personas a day, none on Sundays. */
export function costDays(now: number): CostDay[] {
  const days: CostDay[] = [];
  for (let back = 0; back < 40; back += 1) {
    const date = new Date(now - back * 86_400_000);
    if (date.getUTCDay() === 0) continue;
    for (const [persona, size] of [
      ['analyst', 3],
      ['buyer', 1],
    ] as const) {
      const queries = size * (20 + ((back * 31) % 17));
      const database = (queries * 48) / 1e6;
      const compute = (queries * 2) / 1e6;
      days.push({
        day: date.toISOString().slice(0, 10),
        persona,
        queries,
        cached: Math.floor(queries * 0.3),
        bedrock_cost: 0,
        database_cost: database,
        lambda_cost: compute,
        total_cost: (queries * 50) / 1e6,
        bytes_scanned: queries * 10_485_760,
      });
    }
  }
  return days;
}
