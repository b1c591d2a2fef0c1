import type { LogEntry } from './query-orchestrator/dependencies.ts';

/** Units that CloudWatch knows, by metric. */
const units = {
  Questions: 'Count',
  Refusals: 'Count',
  CacheHits: 'Count',
  ActiveUsers: 'Count',
  DataSourceRequests: 'Count',
  DataSourceFailures: 'Count',
  DataSourceDuration: 'Milliseconds',
  Generations: 'Count',
  GenerationErrors: 'Count',
  GenerationDuration: 'Milliseconds',
  MigrationFailures: 'Count',
  AnswerDuration: 'Milliseconds',
  QueryCost: 'None',
  ModelCost: 'None',
  MonthToDateCost: 'None',
} as const;
export type MetricName = keyof typeof units;

export interface Telemetry {
  log(entry: LogEntry): void;
  measure(metrics: Readonly<Partial<Record<MetricName, number>>>): void;
}

/**
 * Lines of JSON on the standard output, which CloudWatch Logs keeps. A line of metrics is in its embedded metric
 * format, of which CloudWatch makes metrics by itself: nothing is called and nothing waits.
 */
export function createTelemetry(
  service: string,
  namespace: string,
  write: (line: string) => void = line => void process.stdout.write(`${line}\n`),
): Telemetry {
  return {
    log: entry => write(JSON.stringify({ at: new Date().toISOString(), service, ...entry })),
    measure(metrics) {
      const Metrics = (Object.keys(metrics) as MetricName[]).map(Name => ({ Name, Unit: units[Name] }));
      const CloudWatchMetrics = [{ Namespace: namespace, Dimensions: [[]], Metrics }];
      write(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics }, service, ...metrics }));
    },
  };
}
