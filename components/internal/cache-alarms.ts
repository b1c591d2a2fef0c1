import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export type Alarmed =
  | { readonly kind: 'nodes'; readonly groupId: pulumi.Output<string>; readonly nodes: number }
  | { readonly kind: 'serverless'; readonly cacheName: pulumi.Output<string>; readonly maximumBytes: number };

interface Watch {
  readonly part: string;
  readonly metricName: string;
  readonly threshold: number;
  readonly statistic: 'Average' | 'Maximum' | 'Sum';
  readonly description: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Alarms on a busy processor, full memory and answers that had to go for others: three five-minute periods in a row. */
export function cacheAlarms(
  name: string,
  alarmed: Alarmed,
  topicArn: pulumi.Input<string> | undefined,
  child: pulumi.CustomResourceOptions,
): aws.cloudwatch.MetricAlarm[] {
  const actions = topicArn === undefined ? [] : [topicArn];
  return watches(alarmed).map(
    ({ part, metricName, threshold, statistic, description, dimensions }) =>
      new aws.cloudwatch.MetricAlarm(
        `${name}-${part}`,
        {
          alarmDescription: `${name}: ${description}`,
          namespace: 'AWS/ElastiCache',
          metricName,
          dimensions,
          statistic,
          period: 300,
          evaluationPeriods: 3,
          comparisonOperator: 'GreaterThanThreshold',
          threshold,
          treatMissingData: 'notBreaching',
          alarmActions: actions,
          okActions: actions,
        },
        child,
      ),
  );
}

function watches(alarmed: Alarmed): Watch[] {
  if (alarmed.kind === 'serverless') {
    const dimensions = { clusterId: alarmed.cacheName };
    return [
      {
        part: 'memory',
        metricName: 'BytesUsedForCache',
        threshold: Math.floor(alarmed.maximumBytes * 0.9),
        statistic: 'Maximum',
        description: 'more than 90 % of the memory that it may take',
        dimensions,
      },
      {
        part: 'throttled',
        metricName: 'ThrottledCmds',
        threshold: 0,
        statistic: 'Sum',
        description: 'requests were refused for their number',
        dimensions,
      },
    ];
  }
  return Array.from({ length: alarmed.nodes }, (_, index) => index + 1).flatMap(node => {
    const dimensions = { CacheClusterId: pulumi.interpolate`${alarmed.groupId}-${String(node).padStart(3, '0')}` };
    return [
      {
        part: `processor-${node}`,
        metricName: 'EngineCPUUtilization',
        threshold: 80,
        statistic: 'Average' as const,
        description: `node ${node} is busy for more than 80 % of the time`,
        dimensions,
      },
      {
        part: `memory-${node}`,
        metricName: 'DatabaseMemoryUsagePercentage',
        threshold: 90,
        statistic: 'Maximum' as const,
        description: `node ${node} has used more than 90 % of its memory`,
        dimensions,
      },
      {
        part: `evictions-${node}`,
        metricName: 'Evictions',
        threshold: 1_000,
        statistic: 'Sum' as const,
        description: `node ${node} drops answers for want of memory`,
        dimensions,
      },
    ];
  });
}
