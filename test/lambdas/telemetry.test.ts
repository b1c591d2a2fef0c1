import { describe, expect, test } from '@jest/globals';
import { type OwnMetric, ownMetrics } from '../../components/internal/metrics.ts';
import { Monitoring } from '../../components/monitoring.ts';
import { createTelemetry, type MetricName } from '../../lambdas/telemetry.ts';
import { metricsNamespace } from '../../stacks/environment.ts';
import { register, type Value } from '../components/harness.ts';

/** One of each: a metric that one side has and the other has not doesn't compile. */
const all: Record<MetricName, number> & Record<OwnMetric, number> = {
  ...{ Questions: 1, Refusals: 2, CacheHits: 3, ActiveUsers: 4, DataSourceRequests: 5, DataSourceFailures: 6 },
  ...{ DataSourceDuration: 7, Generations: 8, GenerationErrors: 9, GenerationDuration: 10, AnswerDuration: 11 },
  ...{ QueryCost: 0.12, ModelCost: 0.013, MonthToDateCost: 14.5, MigrationFailures: 15 },
};

interface MetricLine {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
    }[];
  };
  readonly [metric: string]: unknown;
}

function lineOf(metrics: Partial<Record<MetricName, number>>): MetricLine {
  const lines: string[] = [];
  createTelemetry('orchestrator', metricsNamespace, line => lines.push(line)).measure(metrics);
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!);
}

/** Every metric of the namespace that an alarm or a graph names, with its dimensions. */
function ownIn(value: Value, found: { name: string; dimensions: unknown[] }[] = []): typeof found {
  if (Array.isArray(value)) {
    // A graph names a metric as namespace, name, dimensions, and how it is drawn.
    if (value[0] === metricsNamespace) found.push({ name: String(value[1]), dimensions: value.slice(2, -1) });
    for (const each of value) ownIn(each as Value, found);
  } else if (typeof value === 'object' && value !== null) {
    const { namespace, metricName, dimensions } = value as Record<string, Value>;
    if (namespace === metricsNamespace) {
      found.push({ name: String(metricName), dimensions: Object.entries(dimensions ?? {}) });
    }
    for (const each of Object.values(value)) ownIn(each, found);
  } else if (typeof value === 'string' && value.startsWith('{')) ownIn(JSON.parse(value), found);
  return found;
}

describe('Metrics', () => {
  test('are written as CloudWatch reads them from a log: without dimensions, each with a unit and a value', () => {
    const line = lineOf(all);
    expect(Object.keys(line._aws.CloudWatchMetrics)).toHaveLength(1);
    const [{ Namespace, Dimensions, Metrics }] = line._aws.CloudWatchMetrics as [
      MetricLine['_aws']['CloudWatchMetrics'][0],
    ];
    expect([Namespace, Dimensions]).toEqual([metricsNamespace, [[]]]);
    expect(Number.isInteger(line._aws.Timestamp)).toBe(true);
    for (const { Name, Unit } of Metrics) {
      expect(line[Name]).toBe(all[Name as MetricName]);
      expect(Unit).toBe(Name.endsWith('Duration') ? 'Milliseconds' : Name.endsWith('Cost') ? 'None' : 'Count');
    }
  });

  test('that are written are those that alarms and graphs read, all of them, and no others', async () => {
    const graph = await register(() => new Monitoring('watch', {}));
    const read = graph.resources.flatMap(({ inputs }) => ownIn(inputs));
    const written = lineOf(all)._aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name));
    expect(new Set(written)).toEqual(new Set(ownMetrics));
    expect(new Set(read.map(({ name }) => name))).toEqual(new Set(written));
    for (const { dimensions } of read) expect(dimensions).toEqual([]);
  });
});

describe('The log', () => {
  test('is a line of JSON an entry, whatever is in it', () => {
    const lines: string[] = [];
    const { log } = createTelemetry('orchestrator', metricsNamespace, line => lines.push(line));
    log({ level: 'error', message: 'two\nlines', fault: '\u2028 "quoted" \u001b[31m' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/\n|\u001b/);
    expect(JSON.parse(lines[0]!)).toMatchObject({ service: 'orchestrator', level: 'error', message: 'two\nlines' });
  });
});
