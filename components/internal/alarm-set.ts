import type { MonitoringArgs } from '../monitoring.ts';
import type { AlarmSettings } from './alarms.ts';
import { type Metric, type OwnMetric, ofApi, ofBalancer, ofFunction, ofQueue, ofTargets, ofTasks } from './metrics.ts';

type Limits = Required<
  Pick<MonitoringArgs, 'namespace' | 'errorPercent' | 'pageSeconds' | 'apiSeconds' | 'monthlyDollars'>
>;
export type Watched = { readonly [Name in keyof Limits]: NonNullable<Limits[Name]> } & MonitoringArgs;
type Alarm = Omit<AlarmSettings, 'actions'>;

/** Alarms by name: critical while people are affected, warnings for the rest. */
export interface AlarmSet {
  readonly critical: Readonly<Record<string, Alarm>>;
  readonly warnings: Readonly<Record<string, Alarm>>;
}

export const alarmsOf = (watched: Watched): AlarmSet => ({
  critical: { ...serviceAlarms(watched), ...apiAlarms(watched) },
  warnings: { ...functionAlarms(watched), ...ownAlarms(watched) },
});

/** Failed requests in percent; none at all is none failed. */
const percentage = 'IF(requests > 0, 100 * failures / requests, 0)';

function serviceAlarms({ service, pageSeconds, errorPercent }: Watched): Record<string, Alarm> {
  if (!service) return {};
  return {
    'dashboard-down': {
      description: 'No task of the dashboards is healthy, though some should run.',
      metric: {
        // Out of hours no task is wanted, and none is missed.
        expression: 'IF(FILL(desired, 0) > 0 AND FILL(healthy, 0) < 1, 1, 0)',
        of: {
          desired: ofTasks(service, 'DesiredTaskCount', 'Maximum'),
          healthy: ofTargets(service, 'HealthyHostCount', 'Maximum'),
        },
      },
      comparison: 'above',
      threshold: 0,
      minutes: 1,
    },
    'dashboard-slow': {
      description: `95 of 100 pages take longer than ${pageSeconds} s.`,
      metric: ofBalancer(service, 'TargetResponseTime', 'p95'),
      comparison: 'above',
      threshold: pageSeconds,
      minutes: 3,
    },
    'dashboard-errors': {
      description: `More than ${errorPercent} % of the requests to the dashboards fail.`,
      metric: {
        expression: 'IF(requests > 0, 100 * (FILL(targets, 0) + FILL(balancer, 0)) / requests, 0)',
        of: {
          requests: ofBalancer(service, 'RequestCount', 'Sum'),
          targets: ofBalancer(service, 'HTTPCode_Target_5XX_Count', 'Sum'),
          balancer: ofBalancer(service, 'HTTPCode_ELB_5XX_Count', 'Sum'),
        },
      },
      comparison: 'above',
      threshold: errorPercent,
      minutes: 5,
      period: 5,
    },
  };
}

function apiAlarms({ api, apiSeconds, errorPercent }: Watched): Record<string, Alarm> {
  if (!api) return {};
  return {
    'api-errors': {
      description: `More than ${errorPercent} % of the calls of the API fail.`,
      metric: {
        expression: percentage,
        of: { requests: ofApi(api, 'Count', 'Sum'), failures: ofApi(api, '5XXError', 'Sum') },
      },
      comparison: 'above',
      threshold: errorPercent,
      minutes: 5,
      period: 5,
    },
    'api-slow': {
      description: `95 of 100 calls of the API take longer than ${apiSeconds} s.`,
      metric: ofApi(api, 'Latency', 'p95'),
      comparison: 'above',
      threshold: apiSeconds * 1_000,
      minutes: 5,
    },
  };
}

function functionAlarms({ functions = {}, errorPercent }: Watched): Record<string, Alarm> {
  const alarms: Record<string, Alarm> = {};
  for (const [name, some] of Object.entries(functions)) {
    if (!some.errorsAreAnswers) {
      alarms[`${name}-errors`] = {
        description: `More than ${errorPercent} % of the calls of ${name} fail.`,
        metric: {
          expression: percentage,
          of: { requests: ofFunction(some, 'Invocations', 'Sum'), failures: ofFunction(some, 'Errors', 'Sum') },
        },
        comparison: 'above',
        threshold: errorPercent,
        minutes: 5,
        period: 5,
      };
    }
    alarms[`${name}-throttled`] = {
      description: `Calls of ${name} are turned away.`,
      metric: ofFunction(some, 'Throttles', 'Sum'),
      comparison: 'above',
      threshold: 0,
      minutes: 5,
      period: 5,
    };
    if (some.deadLetterQueueName !== undefined) {
      alarms[`${name}-failed`] = {
        description: `Calls of ${name} failed for good and wait in its queue.`,
        metric: ofQueue(some.deadLetterQueueName, 'ApproximateNumberOfMessagesVisible', 'Maximum'),
        comparison: 'above',
        threshold: 0,
        minutes: 5,
        period: 5,
      };
    }
  }
  return alarms;
}

function ownAlarms({ namespace, monthlyDollars }: Watched): Record<string, Alarm> {
  const own = (name: OwnMetric, statistic: string): Metric => ({ namespace, name, statistic });
  return {
    'data-source-failures': {
      description: 'A data source fails again and again.',
      metric: own('DataSourceFailures', 'Sum'),
      comparison: 'above',
      threshold: 4,
      minutes: 5,
      period: 5,
    },
    'generation-errors': {
      description: 'Dashboards or answers of the language model fail again and again.',
      metric: own('GenerationErrors', 'Sum'),
      comparison: 'above',
      threshold: 4,
      minutes: 15,
      period: 15,
    },
    'migration-failures': {
      description: 'People can not be taken over at sign-in: the users file or a store fails.',
      metric: own('MigrationFailures', 'Sum'),
      comparison: 'above',
      threshold: 0,
      minutes: 5,
      period: 5,
    },
    'cost-threshold': {
      description: `The month has cost more than $${monthlyDollars}.`,
      metric: own('MonthToDateCost', 'Maximum'),
      comparison: 'above',
      threshold: monthlyDollars,
      // It is written once a day.
      minutes: 24 * 60,
      period: 24 * 60,
    },
  };
}
