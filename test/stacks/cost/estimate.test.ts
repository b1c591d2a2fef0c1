import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { athenaPrices } from '../../../core/ledger/prices.ts';
import type { PricedResource } from '../../../stacks/cost/charge.ts';
import { estimate } from '../../../stacks/cost/estimate.ts';
import { freeTypes } from '../../../stacks/cost/free.ts';
import { prices, retool } from '../../../stacks/cost/prices.ts';
import { statedUsage } from '../../../stacks/cost/usage.ts';

const resource = (type: string, inputs: object = {}, more: Partial<PricedResource> = {}): PricedResource => ({
  type,
  name: type.split(':').at(-1)!,
  inputs: { ...inputs },
  component: 'part',
  ...more,
});
const dollarsAtRest = (...resources: readonly PricedResource[]): number => estimate(resources).atRest / 1e6;

describe('the table of prices', () => {
  test('every price has its source and its date, and is above zero', () => {
    for (const { dollars, unit, source, date } of Object.values(prices)) {
      expect(dollars).toBeGreaterThan(0);
      expect(unit).not.toBe('');
      expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[\w/-]+\/$/);
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    expect(retool.source).toMatch(/^https:/);
  });

  test('answers are charged by the same prices: pico-dollars of a millisecond are nano-dollars of a second', () => {
    expect(athenaPrices.computePerGigabyteMillisecond / 1e9).toBeCloseTo(prices.lambdaArmGigabyteSecond.dollars, 12);
    expect(athenaPrices.scanPerTebibyte / 1e6).toBe(prices.scannedTebibyte.dollars);
  });
});

// By hand, at 730 hours a month.
describe('resources at rest', () => {
  test('a gateway of NAT in each of three zones, with an address each: 3 x 730 x (0.045 + 0.005)', () => {
    const network = resource('awsx:ec2:Vpc', { numberOfAvailabilityZones: 3, natGateways: { strategy: 'OnePerAz' } });
    expect(dollarsAtRest(network)).toBeCloseTo(109.5, 6);
    expect(dollarsAtRest(resource('awsx:ec2:Vpc', { natGateways: { strategy: 'Single' } }))).toBeCloseTo(36.5, 6);
    expect(dollarsAtRest(resource('awsx:ec2:Vpc', { natGateways: { strategy: 'None' } }))).toBe(0);
  });

  test('a load balancer in two zones: 730 x (0.0225 + 2 x 0.005)', () => {
    expect(dollarsAtRest(resource('aws:lb/loadBalancer:LoadBalancer'))).toBeCloseTo(23.725, 6);
    expect(dollarsAtRest(resource('aws:lb/loadBalancer:LoadBalancer', { internal: true }))).toBeCloseTo(16.425, 6);
  });

  const task = resource('aws:ecs/taskDefinition:TaskDefinition', {
    cpu: '512',
    memory: '1024',
    runtimePlatform: { cpuArchitecture: 'ARM64' },
  });
  const range = resource('aws:appautoscaling/target:Target', { minCapacity: 2, maxCapacity: 10 });
  const service = (strategies: readonly object[] = []) =>
    resource('aws:ecs/service:Service', { capacityProviderStrategies: strategies });

  test('two tasks of half a processor and 1 GB on arm64: 2 x 730 x (0.5 x 0.03238 + 0.00356)', () => {
    expect(dollarsAtRest(task, range, service())).toBeCloseTo(28.835, 6);
  });

  test('ten cents a day for computing ahead are at most 730 / 24 x 0.10 with use, and nothing at rest', () => {
    const told = (value: string) => ({
      ...task,
      inputs: {
        ...task.inputs,
        containerDefinitions: JSON.stringify([
          { name: 'dashboard', environment: [{ name: 'SOPHIA_PRECOMPUTE_CENTS', value }] },
        ]),
      },
    });
    const dollarsInUse = (...resources: readonly PricedResource[]) => {
      const { atRest, withUsage } = estimate(resources);
      return (withUsage - atRest) / 1e6;
    };
    expect(dollarsInUse(told('10'), range, service())).toBeCloseTo(3.041667, 5);
    expect(dollarsInUse(told('0'), range, service())).toBe(0);
    expect(dollarsInUse(task, range, service())).toBe(0);
    expect(dollarsAtRest(told('10'), range, service())).toBeCloseTo(28.835, 6);
  });

  test('one of them on Spot costs 30 %', () => {
    const strategies = [
      { capacityProvider: 'FARGATE', base: 1, weight: 0 },
      { capacityProvider: 'FARGATE_SPOT', weight: 1 },
    ];
    expect(dollarsAtRest(task, range, service(strategies))).toBeCloseTo(28.835 * 0.65, 5);
  });

  test('on working days from 7 to 19 o’clock, 60 of 168 hours', () => {
    const action = (name: string, schedule: string, maxCapacity: number) =>
      resource(
        'aws:appautoscaling/scheduledAction:ScheduledAction',
        { schedule, scalableTargetAction: { minCapacity: 0, maxCapacity } },
        { name },
      );
    const nights = [action('off', 'cron(0 19 ? * MON-FRI *)', 0), action('on', 'cron(0 7 ? * MON-FRI *)', 2)];
    expect(dollarsAtRest(task, range, service(), ...nights)).toBeCloseTo((28.835 * 60) / 168, 5);
    const unread = [action('off', 'rate(1 day)', 0), action('on', 'cron(0 7 ? * MON-FRI *)', 2)];
    expect(dollarsAtRest(task, range, service(), ...unread)).toBeCloseTo(28.835, 5);
  });

  test('two nodes of a cache 2 x 730 x 0.0128, a serverless one 730 x 0.1 x 0.084', () => {
    const nodes = { engine: 'valkey', nodeType: 'cache.t4g.micro', numCacheClusters: 2 };
    expect(dollarsAtRest(resource('aws:elasticache/replicationGroup:ReplicationGroup', nodes))).toBeCloseTo(18.688, 6);
    const serverless = resource('aws:elasticache/serverlessCache:ServerlessCache', { engine: 'valkey' });
    expect(dollarsAtRest(serverless)).toBeCloseTo(6.132, 6);
  });

  test('two instances of 1 GB held ready on arm64: 2 x 730 x 3600 x 0.0000033334', () => {
    const held = resource('aws:lambda/function:Function', { memorySize: 1024, architectures: ['arm64'] });
    const ready = resource('aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig', {
      provisionedConcurrentExecutions: 2,
    });
    expect(dollarsAtRest({ ...held, name: 'query-orchestrator-function' }, ready)).toBeCloseTo(17.52035, 5);
  });

  test('alarms by their metrics, a band of what is usual as three; dashboards from the fourth', () => {
    const alarm = (queries: readonly object[]) =>
      resource('aws:cloudwatch/metricAlarm:MetricAlarm', { metricQueries: queries });
    expect(dollarsAtRest(alarm([]))).toBeCloseTo(0.1, 6);
    expect(dollarsAtRest(alarm([{ expression: 'a / b' }, { metric: {} }, { metric: {} }]))).toBeCloseTo(0.2, 6);
    expect(dollarsAtRest(alarm([{ expression: 'ANOMALY_DETECTION_BAND(m, 2)' }, { metric: {} }]))).toBeCloseTo(0.3, 6);
    const boards = ['a', 'b', 'c', 'd', 'e'].map(name => resource('aws:cloudwatch/dashboard:Dashboard', {}, { name }));
    expect(dollarsAtRest(...boards)).toBeCloseTo(6, 6);
  });
});

describe('with usage', () => {
  const workgroup = resource('aws:athena/workgroup:Workgroup');

  test('scans of what the cache doesn’t answer: at least 10 MB each, at 5 dollars a TB', () => {
    const scanned = (megabytesScanned: number) =>
      estimate([workgroup], { ...statedUsage, queriesPerDay: 2400, cachedPart: 0.5, megabytesScanned }).withUsage / 1e6;
    // 2,400 a day are 73,000 a month.
    expect(scanned(1024)).toBeCloseTo((36_500 * 5) / 1024, 4);
    expect(scanned(1)).toBeCloseTo((36_500 * 10 * 5) / 1024 ** 2, 4);
  });

  test('what resources of a type share is divided among them, whatever their number', () => {
    const alone = estimate([workgroup]).withUsage;
    const four = ['a', 'b', 'c', 'd'].map(name => ({ ...workgroup, name }));
    expect(Math.abs(estimate(four).withUsage - alone)).toBeLessThan(10);
  });

  test('a language model is paid by tokens where the function is told one', () => {
    const asking = (model: string) =>
      resource(
        'aws:lambda/function:Function',
        { environment: { variables: { SOPHIA_LANGUAGE_MODEL: model } } },
        { name: 'query-orchestrator-function' },
      );
    const usage = { ...statedUsage, queriesPerDay: 2400, modelPart: 0.1, modelInputTokens: 1000, modelOutputTokens: 0 };
    const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
    const without = estimate(
      [resource('aws:lambda/function:Function', {}, { name: 'query-orchestrator-function' })],
      usage,
    );
    const dollarsOf = (name: string) => (estimate([asking(name)], usage).withUsage - without.withUsage) / 1e6;
    // 7,300 questions of 1,000 tokens at 3 dollars a million, by a regional profile a tenth more.
    expect(dollarsOf('global.anthropic.claude-sonnet-4-5-20250929-v1:0')).toBeCloseTo(21.9, 4);
    expect(dollarsOf(model)).toBeCloseTo(24.09, 4);
    expect(dollarsOf('amazon.nova-lite-v1:0')).toBeCloseTo(0.438, 4);
    expect(estimate([asking('another')], usage).notPriced).toHaveLength(1);
  });
});

describe('what has no price', () => {
  test('an unknown type is named, with its resources, and is part of no sum', () => {
    const given = [
      resource('aws:msk/cluster:Cluster', {}, { name: 'a' }),
      resource('aws:msk/cluster:Cluster', {}, { name: 'b' }),
    ];
    expect(estimate(given)).toMatchObject({
      atRest: 0,
      withUsage: 0,
      components: [],
      notPriced: [{ type: 'aws:msk/cluster:Cluster', names: ['a', 'b'] }],
    });
  });

  test('a known type in an unknown size is named too', () => {
    const large = { engine: 'valkey', nodeType: 'cache.r7g.16xlarge' };
    expect(estimate([resource('aws:elasticache/replicationGroup:ReplicationGroup', large)]).notPriced).toHaveLength(1);
    expect(estimate([resource('aws:lambda/function:Function')]).notPriced).toHaveLength(1);
    expect(estimate([resource('aws:dynamodb/table:Table', { billingMode: 'PROVISIONED' })]).notPriced).toHaveLength(1);
  });

  test('every type is free, priced or named: nothing is silently zero', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^aws:[a-z]{2,8}\/[a-z]{2,8}:[A-Z][a-z]{2,8}$/), type => {
        const { notPriced, components } = estimate([resource(type)]);
        expect(notPriced.length + components.length > 0 || freeTypes.has(type)).toBe(true);
      }),
    );
  });
});

test('a stack costs the sum of its components, a component the sum of its resources', () => {
  const types = [
    'aws:lb/loadBalancer:LoadBalancer',
    'aws:kms/key:Key',
    'aws:dynamodb/table:Table',
    'aws:s3/bucket:Bucket',
    'aws:cloudwatch/logGroup:LogGroup',
    'aws:athena/workgroup:Workgroup',
    'aws:wafv2/webAcl:WebAcl',
    'aws:iam/role:Role',
    'aws:unknown/thing:Thing',
  ];
  const one = fc.record({
    type: fc.constantFrom(...types),
    name: fc.string(),
    component: fc.constantFrom('a', 'b', 'c'),
    inputs: fc.record({ rules: fc.array(fc.constant({}), { maxLength: 5 }) }),
  });
  fc.assert(
    fc.property(
      fc.array(one, { maxLength: 40 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      (resources, queriesPerDay) => {
        const { components, ...total } = estimate(resources, { ...statedUsage, queriesPerDay });
        const sum = (all: readonly { atRest: number; withUsage: number }[], name: 'atRest' | 'withUsage') =>
          all.reduce((all, each) => all + each[name], 0);
        for (const name of ['atRest', 'withUsage'] as const) {
          expect(total[name]).toBe(sum(components, name));
          for (const component of components) expect(component[name]).toBe(sum(component.resources, name));
          expect(Number.isInteger(total[name])).toBe(true);
        }
        expect(total.withUsage).toBeGreaterThanOrEqual(total.atRest);
      },
    ),
  );
});
