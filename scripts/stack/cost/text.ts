import type { Estimate } from '../../../stacks/cost/estimate.ts';
import { prices, retool } from '../../../stacks/cost/prices.ts';
import { queriesOf, type Usage } from '../../../stacks/cost/usage.ts';
import { isRecord } from '../members.ts';
import type { Saved } from '../preview/saved.ts';
import { notPricedLines } from '../preview/text.ts';
import { dollars } from '../preview/words.ts';

/** What a question may cost, with everything that the platform costs divided among all questions. */
const mostPerQuery = 0.05;

export interface CostReport {
  readonly recording: Saved;
  readonly cost: Estimate;
  readonly usage: Usage;
  readonly region: string;
  /** With every resource that costs something. */
  readonly resources: boolean;
}

/** The estimate beside what it is measured by. */
export function costText({ recording, cost, usage, region, resources }: CostReport): string {
  const row = (name: string, atRest: number, withUsage: number) =>
    `${name.padEnd(56)}${dollars(atRest).padStart(12)}${dollars(withUsage).padStart(14)}`;
  const lines = cost.components
    .filter(component => resources || component.withUsage > 0)
    .flatMap(({ name, atRest, withUsage, resources: parts }) => [
      row(name, atRest, withUsage),
      ...(resources ? parts.map(part => row(`  ${part.name}`, part.atRest, part.withUsage)) : []),
    ]);
  return [
    `${recording.project}, stack ${recording.stack}: US dollars a month, before taxes and discounts`,
    `Prices of us-east-1, written down by hand from AWS's price pages, ${span()}: stacks/cost/prices.ts`,
    ...(region === 'us-east-1' ? [] : [`The stack is in ${region}, where prices differ.`]),
    '',
    `${' '.repeat(62)}at rest  with this use`,
    ...lines,
    row('all', cost.atRest, cost.withUsage),
    ...notPricedLines(cost),
    '',
    `This use: ${usage.queriesPerDay.toLocaleString('en-US')} questions a day of ${usage.people} people, ${usage.cachedPart * 100} % from the cache, the others scan ${usage.megabytesScanned} MB; a language model is asked ${usage.modelPart * 100} % where the stack has one. stacks/cost/usage.ts has the rest.`,
    '',
    ...comparisons(recording, cost, usage),
    '',
  ].join('\n');
}

/** Dates of the prices, the oldest and the newest. */
function span(): string {
  const dates = Object.values(prices)
    .map(({ date }) => date)
    .toSorted();
  const [oldest, newest] = [dates[0], dates.at(-1)];
  return oldest === newest ? `${newest}` : `${oldest} to ${newest}`;
}

function comparisons({ resources }: Saved, cost: Estimate, usage: Usage): string[] {
  const lines: string[] = [];
  const budget = resources.find(({ type }) => type === 'aws:budgets/budget:Budget');
  const limit = Number(budget?.inputs['limitAmount']);
  if (Number.isFinite(limit)) {
    lines.push(line('Budget of the stack', `${dollars(limit * 1e6)} a month`, cost.withUsage <= limit * 1e6));
  }
  const builders = Math.min(retool.builders, usage.people);
  const paid = builders * retool.dollarsPerBuilder + (usage.people - builders) * retool.dollarsPerViewer;
  lines.push(
    line(
      `Retool Business, ${usage.people} people, ${builders} build`,
      `${dollars(paid * 1e6)} a month`,
      cost.withUsage <= paid * 1e6,
    ),
  );
  const queries = queriesOf(usage);
  if (queries > 0) {
    const each = cost.withUsage / 1e6 / queries;
    lines.push(line(`A question costs $${each.toFixed(4)}, all in`, `at most $${mostPerQuery}`, each < mostPerQuery));
  }
  return ['Beside it:', ...lines];
}

const line = (what: string, figure: string, holds: boolean): string =>
  `  ${what.padEnd(48)}${figure.padEnd(20)}${holds ? 'this use stays below' : 'THIS USE IS ABOVE'}`;

/** The estimate for programs: dollars, snake_case. */
export function costJson({ recording, cost, usage }: CostReport): unknown {
  const inDollars = (microDollars: number) => microDollars / 1e6;
  const amounts = (one: { readonly atRest: number; readonly withUsage: number }) => ({
    at_rest: inDollars(one.atRest),
    with_usage: inDollars(one.withUsage),
  });
  return {
    stack: recording.stack,
    currency: 'USD',
    ...amounts(cost),
    components: cost.components.map(({ name, resources, ...rest }) => ({
      name,
      ...amounts(rest),
      resources: resources.map(part => ({ name: part.name, type: part.type, ...amounts(part) })),
    })),
    not_priced: cost.notPriced,
    usage: snakeCase(usage),
  };
}

function snakeCase(value: unknown): unknown {
  if (!isRecord(value) && typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([name, member]) => [
      name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
      member,
    ]),
  );
}
