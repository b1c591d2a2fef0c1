import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { Metric } from './metrics.ts';

export interface AlarmSettings {
  readonly description: string;
  /** A metric, or several by their letters and what is made of them. */
  readonly metric: Metric | { readonly expression: string; readonly of: Readonly<Record<string, Metric>> };
  readonly comparison: 'above' | 'below';
  readonly threshold: number;
  /** Minutes that it must last. */
  readonly minutes: number;
  /** Minutes that a point stands for. Default 1. */
  readonly period?: number | undefined;
  /** What no data means. Default that all is well. */
  readonly missing?: 'breaching' | 'notBreaching' | undefined;
  readonly actions: readonly pulumi.Input<string>[];
}

/** An alarm; what it tells, it also tells when it is over. */
export function alarm(
  name: string,
  settings: AlarmSettings,
  child: pulumi.CustomResourceOptions,
): aws.cloudwatch.MetricAlarm {
  const { description, comparison, threshold, minutes, period = 1, missing = 'notBreaching', actions } = settings;
  return new aws.cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: description,
      comparisonOperator: comparison === 'above' ? 'GreaterThanThreshold' : 'LessThanThreshold',
      threshold,
      evaluationPeriods: Math.max(1, Math.ceil(minutes / period)),
      treatMissingData: missing,
      alarmActions: [...actions],
      okActions: [...actions],
      ...measured(settings.metric, period * 60),
    },
    child,
  );
}

function measured(metric: AlarmSettings['metric'], period: number) {
  if (!('expression' in metric)) {
    const percentile = metric.statistic.startsWith('p');
    return {
      namespace: metric.namespace,
      metricName: metric.name,
      dimensions: metric.dimensions,
      period,
      ...(percentile ? { extendedStatistic: metric.statistic } : { statistic: metric.statistic }),
    };
  }
  return {
    metricQueries: [
      { id: 'result', expression: metric.expression, label: 'result', returnData: true },
      ...Object.entries(metric.of).map(([id, { namespace, name, dimensions, statistic }]) => ({
        id,
        metric: { namespace, metricName: name, dimensions, period, stat: statistic },
        returnData: false,
      })),
    ],
  };
}
