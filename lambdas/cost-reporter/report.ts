import type { CostExplorerClient, GetCostAndUsageCommandOutput } from '@aws-sdk/client-cost-explorer';

/** What a stretch of days has cost. */
export interface Costs {
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  /** Dollars. */
  readonly total: number;
  /** Highest first. */
  readonly services: readonly { readonly name: string; readonly dollars: number }[];
}

const day = (at: Date): string => at.toISOString().slice(0, 10);
const monthStart = (at: Date, months = 0): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1));

/** This month up to today; on its first day, which has nothing yet, undefined. */
export const monthToDate = (now: Date): { from: string; to: string } | undefined =>
  now.getUTCDate() === 1 ? undefined : { from: day(monthStart(now)), to: day(now) };

export const lastMonth = (now: Date): { from: string; to: string } => ({
  from: day(monthStart(now, -1)),
  to: day(monthStart(now)),
});

/** Unblended costs of the account by service. Each page of an answer costs a cent. */
export async function readCosts(client: CostExplorerClient, range: { from: string; to: string }): Promise<Costs> {
  const { GetCostAndUsageCommand } = await import('./client.ts');
  const dollars = new Map<string, number>();
  let token: string | undefined;
  do {
    const page: GetCostAndUsageCommandOutput = await client.send(
      new GetCostAndUsageCommand({
        TimePeriod: { Start: range.from, End: range.to },
        Granularity: 'MONTHLY',
        Metrics: ['UnblendedCost'],
        GroupBy: [{ Type: 'DIMENSION', Key: 'SERVICE' }],
        NextPageToken: token,
      }),
    );
    for (const { Groups } of page.ResultsByTime ?? []) {
      for (const { Keys, Metrics } of Groups ?? []) {
        const name = Keys?.[0] ?? 'Other';
        dollars.set(name, (dollars.get(name) ?? 0) + Number(Metrics?.['UnblendedCost']?.Amount ?? 0));
      }
    }
    token = page.NextPageToken;
  } while (token);
  const services = [...dollars]
    .map(([name, amount]) => ({ name, dollars: amount }))
    .sort((a, b) => b.dollars - a.dollars);
  return { ...range, total: services.reduce((sum, service) => sum + service.dollars, 0), services };
}

const shown = 8;

/** A month in words, for a mail. */
export function reportText({ from, to, total, services }: Costs, environment: string): string {
  const lines = services
    .filter(({ dollars }) => dollars >= 0.005)
    .slice(0, shown)
    .map(({ name, dollars }) => `  ${dollars.toFixed(2).padStart(10)}  ${name}`);
  return [
    `Costs of ${environment}, ${from} to before ${to}, in US dollars:`,
    '',
    ...lines,
    `  ${total.toFixed(2).padStart(10)}  in all`,
  ].join('\n');
}
