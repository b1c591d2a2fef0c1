import { jsonAnswer, jsonFault, ServiceDouble } from './server.ts';

/** Dollars by day and service. */
export type Spending = Readonly<Record<string, Readonly<Record<string, number>>>>;

const pageGroups = 2;

/** GetCostAndUsage of AWS Cost Explorer over HTTP, from its API Reference: unblended costs by service, month by month. */
export function startCostExplorer(spending: Spending): Promise<ServiceDouble> {
  return ServiceDouble.start(({ operation, body }) => {
    if (operation !== 'GetCostAndUsage') return jsonFault(400, 'ValidationException', `no ${operation}`);
    const input = JSON.parse(body.toString());
    const { Start: start, End: end } = input.TimePeriod;
    const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
    if (!isDay(start) || !isDay(end) || start >= end) {
      return jsonFault(400, 'ValidationException', 'Start date (and hour) should be before end date (and hour)');
    }
    if (
      input.Granularity !== 'MONTHLY' ||
      input.Metrics?.[0] !== 'UnblendedCost' ||
      input.GroupBy?.[0]?.Key !== 'SERVICE'
    ) {
      return jsonFault(400, 'ValidationException', 'not doubled');
    }
    const sums = new Map<string, number>();
    for (const [day, services] of Object.entries(spending)) {
      if (day < start || day >= end) continue;
      for (const [service, dollars] of Object.entries(services)) sums.set(service, (sums.get(service) ?? 0) + dollars);
    }
    const from = Number(input.NextPageToken ?? 0);
    const groups = [...sums].slice(from, from + pageGroups);
    const more = from + groups.length < sums.size;
    return jsonAnswer({
      GroupDefinitions: input.GroupBy,
      ResultsByTime: [
        {
          TimePeriod: input.TimePeriod,
          Estimated: true,
          Total: {},
          Groups: groups.map(([service, dollars]) => ({
            Keys: [service],
            Metrics: { UnblendedCost: { Amount: dollars.toFixed(10), Unit: 'USD' } },
          })),
        },
      ],
      ...(more && { NextPageToken: String(from + groups.length) }),
    });
  });
}
