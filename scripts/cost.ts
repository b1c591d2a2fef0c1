import { parseArgs } from 'node:util';

const help = `Estimates what a stack costs a month, without an account, beside its budget, Retool, and what a question may cost.

  npm run --silent cost -- STACK [flags]

  STACK               the stack, such as development: Pulumi.STACK.yaml must be there
  --queries-per-day N questions a day (default: 10,000)
  --people N          people who sign in (default: 100)
  --megabytes N       megabytes that a question scans (default: 100)
  --model-percent N   percent of the questions that a language model is asked, if the stack has one (default: 10)
  --resources         every resource that costs something, not the components alone
  --json              as JSON
  --help              this text

Prices are those of stacks/cost/prices.ts, each with its source and date. What has no price there is listed as such.
Exit code: 0 estimated, 1 an error.
`;

const named = ['queries-per-day', 'people', 'megabytes', 'model-percent'] as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'queries-per-day': { type: 'string' },
      people: { type: 'string' },
      megabytes: { type: 'string' },
      'model-percent': { type: 'string' },
      resources: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const [stack, ...more] = positionals;
  if (stack === undefined || more.length > 0) throw new Error('Name one stack. See --help.');
  const given = Object.fromEntries(named.map(name => [name, quantity(name, values[name])]));
  const { estimate } = await import('../stacks/cost/estimate.ts');
  const { statedUsage } = await import('../stacks/cost/usage.ts');
  const usage = {
    ...statedUsage,
    queriesPerDay: given['queries-per-day'] ?? statedUsage.queriesPerDay,
    people: given['people'] ?? statedUsage.people,
    megabytesScanned: given['megabytes'] ?? statedUsage.megabytesScanned,
    modelPart: (given['model-percent'] ?? statedUsage.modelPart * 100) / 100,
  };
  const { recordWhole } = await import('./stack/whole.ts');
  const { recording, region } = await recordWhole(process.cwd(), stack);
  const { pricedResources } = await import('./stack/priced.ts');
  const { costJson, costText } = await import('./stack/cost/text.ts');
  const cost = estimate(pricedResources(recording), usage);
  const report = { recording, cost, usage, region, resources: values.resources };
  process.stdout.write(values.json ? `${JSON.stringify(costJson(report), null, 2)}\n` : costText(report));
}

function quantity(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0) || !Number.isFinite(value)) {
    throw new Error(`--${name} ${text} is no quantity. Give a number from 0 on.`);
  }
  return value;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
