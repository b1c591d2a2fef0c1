import type { Watched } from './alarm-set.ts';
import type { Graph } from './graphs.ts';
import { type Metric, type OwnMetric, ofApi, ofBalancer, ofFunction, ofTasks } from './metrics.ts';

/** The dashboards by name; graphs of what is not watched are left out, and so are dashboards without any. */
export function dashboardsOf(watched: Watched): Readonly<Record<string, readonly Graph[]>> {
  const { namespace, service, api } = watched;
  const own = (name: OwnMetric, statistic: string): Metric => ({ namespace, name, statistic });
  const graph = (title: string, ...metrics: readonly Metric[]): Graph => ({ title, metrics });
  const boards: Record<string, readonly Graph[]> = {
    'response-times': [
      ...(service
        ? [
            {
              ...percentiles('Pages, seconds', s => ofBalancer(service, 'TargetResponseTime', s)),
              limit: watched.pageSeconds,
            },
          ]
        : []),
      ...(api
        ? [{ ...percentiles('API, milliseconds', s => ofApi(api, 'Latency', s)), limit: watched.apiSeconds * 1_000 }]
        : []),
      percentiles('Answers, milliseconds', s => own('AnswerDuration', s)),
    ],
    engagement: [
      graph('Questions', own('Questions', 'Sum'), own('Refusals', 'Sum'), own('CacheHits', 'Sum')),
      graph('People', own('ActiveUsers', 'Maximum')),
      graph('Sign-ins that failed though nobody was refused', own('MigrationFailures', 'Sum')),
    ],
    'data-sources': [
      graph('Requests and failures', own('DataSourceRequests', 'Sum'), own('DataSourceFailures', 'Sum')),
      percentiles('Duration, milliseconds', s => own('DataSourceDuration', s)),
    ],
    generation: [
      graph('Generations and errors', own('Generations', 'Sum'), own('GenerationErrors', 'Sum')),
      percentiles('Duration, milliseconds', s => own('GenerationDuration', s)),
      graph('Cost of models, dollars', own('ModelCost', 'Sum')),
    ],
    cost: [
      graph('Questions, dollars', own('QueryCost', 'Sum'), own('ModelCost', 'Sum')),
      {
        ...graph('Month so far, dollars', own('MonthToDateCost', 'Maximum')),
        period: 24 * 60,
        limit: watched.monthlyDollars,
      },
    ],
    operation: operation(watched),
  };
  return Object.fromEntries(Object.entries(boards).filter(([, graphs]) => graphs.length > 0));
}

/** Requests, response times, errors and tasks in one place. */
function operation({ service, api, functions = {} }: Watched): Graph[] {
  const each = (name: string, statistic: string) =>
    Object.entries(functions).map(([label, some]) => ofFunction(some, name, statistic, label));
  return [
    ...(service
      ? [
          { title: 'Requests of pages', metrics: [ofBalancer(service, 'RequestCount', 'Sum')] },
          {
            title: 'Errors of pages',
            metrics: ['HTTPCode_Target_5XX_Count', 'HTTPCode_Target_4XX_Count', 'HTTPCode_ELB_5XX_Count'].map(name =>
              ofBalancer(service, name, 'Sum'),
            ),
          },
          {
            title: 'Tasks',
            metrics: [ofTasks(service, 'RunningTaskCount', 'Average'), ofTasks(service, 'DesiredTaskCount', 'Average')],
          },
          {
            title: 'Processor and memory, percent',
            metrics: [ofTasks(service, 'CPUUtilization', 'Average'), ofTasks(service, 'MemoryUtilization', 'Average')],
          },
        ]
      : []),
    ...(api
      ? [
          {
            title: 'Calls of the API',
            metrics: ['Count', '4XXError', '5XXError'].map(name => ofApi(api, name, 'Sum')),
          },
        ]
      : []),
    ...(Object.keys(functions).length > 0
      ? [
          { title: 'Errors of functions', metrics: each('Errors', 'Sum') },
          { title: 'Duration of functions, milliseconds (p95)', metrics: each('Duration', 'p95') },
          { title: 'Functions at a time', metrics: each('ConcurrentExecutions', 'Maximum') },
        ]
      : []),
  ];
}

const percentiles = (title: string, of: (statistic: string) => Metric): Graph => ({
  title,
  metrics: ['p50', 'p95', 'p99'].map(statistic => ({ ...of(statistic), label: statistic })),
});
