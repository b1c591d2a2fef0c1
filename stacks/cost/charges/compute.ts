import {
  amount,
  atRest,
  besides,
  type Charge,
  type Item,
  inUse,
  item,
  list,
  type PricedResource,
  record,
  type Surroundings,
  type Tariff,
} from '../charge.ts';
import { monthHours, spotPart, tokenPrices } from '../prices.ts';
import { runningPart } from '../schedule.ts';
import { queriesOf, quietAccount, type Usage } from '../usage.ts';
import { computedAhead } from './ahead.ts';

/** Container Insights bills about so many metrics as own ones, by the hours in which they come: tasks’ while some run. */
const insightMetrics = { cluster: 8, serviceAndTask: 11 + 6 };

const cluster: Tariff = (resource, surroundings) => {
  const insights = list(resource.inputs, 'settings').some(
    one => one['name'] === 'containerInsights' && one['value'] !== 'disabled',
  );
  const { cluster: always, serviceAndTask } = insightMetrics;
  return atRest(item('metricMonth', insights ? always + serviceAndTask * runningPart(resource, surroundings) : 0));
};

/** Tasks at least, by their size, the hours they are wanted, and how many of them are on Spot; and what they compute ahead. */
const service: Tariff = (resource, surroundings) => {
  const task = besides('aws:ecs/taskDefinition:TaskDefinition', resource, surroundings);
  if (!task) return { ...atRest(), unknown: 'the size of its tasks' };
  const tasks = tasksOf(resource, surroundings);
  const hours = tasks.wanted * monthHours * runningPart(resource, surroundings);
  const paid = hours * (1 - tasks.onSpot + tasks.onSpot * spotPart);
  const processors = amount(task.inputs, 'cpu', 256) / 1024;
  const gigabytes = amount(task.inputs, 'memory', 512) / 1024;
  const arm = record(task.inputs, 'runtimePlatform')['cpuArchitecture'] === 'ARM64';
  const hasAddress = record(resource.inputs, 'networkConfiguration')['assignPublicIp'] === true;
  const { atRest: held } = atRest(
    item(arm ? 'fargateArmProcessorHour' : 'fargateX86ProcessorHour', processors * paid),
    item(arm ? 'fargateArmMemoryHour' : 'fargateX86MemoryHour', gigabytes * paid),
    item('addressHour', hasAddress ? hours : 0),
  );
  return { atRest: held, inUse: [computedAhead(task.inputs)] };
};

/** Those of the base are not on Spot, the others by weight. */
function tasksOf(resource: PricedResource, surroundings: Surroundings) {
  const range = besides('aws:appautoscaling/target:Target', resource, surroundings);
  const wanted = amount(range?.inputs ?? {}, 'minCapacity', amount(resource.inputs, 'desiredCount', 1));
  const strategies = list(resource.inputs, 'capacityProviderStrategies');
  const weights = strategies.map(one => amount(one, 'weight', 0));
  const total = weights.reduce((sum, one) => sum + one, 0);
  const isSpot = (one: (typeof strategies)[number]) => one['capacityProvider'] === 'FARGATE_SPOT';
  const base = strategies.filter(one => !isSpot(one)).reduce((sum, one) => sum + amount(one, 'base', 0), 0);
  const spotWeight = strategies.filter(isSpot).reduce((sum, one) => sum + amount(one, 'weight', 0), 0);
  const part = total === 0 ? 0 : spotWeight / total;
  return { wanted, onSpot: wanted === 0 ? 0 : (Math.max(wanted - base, 0) * part) / wanted };
}

/** Which function does what, by the end of its name. */
const work: Readonly<Record<string, (usage: Usage) => Calls>> = {
  'query-orchestrator': usage => ({
    calls: queriesOf(usage) * usage.requestsPerQuery,
    seconds: usage.secondsPerRequest,
  }),
  'dashboard-generator': usage => ({ calls: usage.people * usage.generationsPerPerson, seconds: 3 }),
  // Each person once, at the first sign-in.
  'user-migration': usage => ({ calls: usage.people, seconds: 1 }),
  'cost-reporter': () => ({ calls: 31, seconds: 5 }),
};

interface Calls {
  readonly calls: number;
  readonly seconds: number;
}

/** A look every minute whether an alert or a report is due, which comes though nobody asks anything. */
const rounds: Calls = { calls: monthHours * 60, seconds: 0.2 };

const lambda: Tariff = (resource, surroundings) => {
  const [part, known] = Object.entries(work).find(([one]) => resource.name.includes(one)) ?? [];
  if (!known) return { ...inUse(), unknown: 'how often it is called' };
  const items = callItems(resource, known(surroundings.usage));
  if (part === 'dashboard-generator') return { atRest: callItems(resource, rounds), inUse: items };
  if (!resource.name.includes('query-orchestrator')) return inUse(...items);
  return withModel(resource, surroundings.usage, [...items, item('metricMonth', ownMetrics)]);
};

function callItems(resource: PricedResource, { calls, seconds }: Calls): Item[] {
  const gigabytes = amount(resource.inputs, 'memorySize', 128) / 1024;
  return [
    item('lambdaRequest', calls),
    item(isArm(resource) ? 'lambdaArmGigabyteSecond' : 'lambdaX86GigabyteSecond', calls * seconds * gigabytes),
    item('trace', record(resource.inputs, 'tracingConfig')['mode'] === 'Active' ? calls * tracedPart : 0),
  ];
}

/** X-Ray records one call in twenty, unless told otherwise. */
const tracedPart = 0.05;
/** Metrics that the platform writes itself. */
const ownMetrics = 15;

const isArm = ({ inputs }: PricedResource): boolean =>
  Array.isArray(inputs['architectures']) && inputs['architectures'].includes('arm64');

/** A language model has no resource of its own: the function that asks it is told its name. */
function withModel({ inputs }: PricedResource, usage: Usage, items: readonly Item[]): Charge {
  const name = record(record(inputs, 'environment'), 'variables')['SOPHIA_LANGUAGE_MODEL'];
  if (typeof name !== 'string') return inUse(...items);
  const tokens = tokenPrices(name);
  if (!tokens) return { ...inUse(...items), unknown: `the language model ${name}` };
  const asked = queriesOf(usage) * usage.modelPart;
  return inUse(
    ...items,
    { price: tokens.input, quantity: asked * usage.modelInputTokens },
    { price: tokens.output, quantity: asked * usage.modelOutputTokens },
  );
}

const provisioned: Tariff = (resource, surroundings) => {
  const held = besides('aws:lambda/function:Function', resource, surroundings);
  if (!held) return { ...atRest(), unknown: 'the function that is held ready' };
  const seconds = amount(resource.inputs, 'provisionedConcurrentExecutions', 0) * monthHours * 3_600;
  const gigabyteSeconds = (seconds * amount(held.inputs, 'memorySize', 128)) / 1024;
  return atRest(
    item(isArm(held) ? 'lambdaArmProvisionedGigabyteSecond' : 'lambdaX86ProvisionedGigabyteSecond', gigabyteSeconds),
  );
};

/** Minutes of a deployment, and how many of its actions run at once on average. */
const deploymentMinutes = 15;

export const computeTariffs: Readonly<Record<string, Tariff>> = {
  'aws:ecs/cluster:Cluster': cluster,
  'aws:ecs/service:Service': service,
  'aws:lambda/function:Function': lambda,
  'aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig': provisioned,
  'aws:ecr/repository:Repository': () => atRest(item('imageGigabyteMonth', quietAccount.imageGigabytes)),
  'aws:codepipeline/pipeline:Pipeline': (_, { usage }) =>
    inUse(item('pipelineMinute', usage.deployments * deploymentMinutes)),
  'aws:codebuild/project:Project': (resource, { usage, resources }) =>
    inUse(
      item(
        'buildMinute',
        (usage.deployments * deploymentMinutes) / resources.filter(({ type }) => type === resource.type).length,
      ),
    ),
};
