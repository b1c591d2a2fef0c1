import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';

type Dimensions = Readonly<Record<string, pulumi.Input<string>>>;

interface Scaled {
  readonly serviceNamespace: pulumi.Input<string>;
  readonly scalableDimension: pulumi.Input<string>;
  readonly resourceId: pulumi.Input<string>;
}

/** A minute above the threshold adds tasks, percent of those that run; bounds count from the threshold. */
interface Surge {
  readonly part: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly statistic: 'Average' | 'Sum';
  readonly dimensions: Dimensions;
  readonly threshold: number;
  readonly says: string;
  readonly steps: readonly aws.types.input.appautoscaling.PolicyStepScalingPolicyConfigurationStepAdjustment[];
}

const surgesOf = (tasks: Dimensions, targets: Dimensions): readonly Surge[] => [
  {
    part: 'processor',
    ...{ namespace: 'AWS/ECS', metricName: 'CPUUtilization', statistic: 'Average', dimensions: tasks },
    threshold: 90,
    says: 'tasks work more than 90 % of the time',
    steps: [{ metricIntervalLowerBound: '0', scalingAdjustment: 50 }],
  },
  {
    part: 'requests',
    ...{ namespace: 'AWS/ApplicationELB', metricName: 'RequestCountPerTarget', statistic: 'Sum', dimensions: targets },
    threshold: 1_500,
    says: 'each task has more than 1,500 requests a minute',
    steps: [
      { metricIntervalLowerBound: '0', metricIntervalUpperBound: '500', scalingAdjustment: 50 },
      { metricIntervalLowerBound: '500', scalingAdjustment: 100 },
    ],
  },
];

/**
 * Targets are followed only when three minutes in a row were beyond them. A surge is met at the end of its first minute,
 * so that new tasks answer within two; that there are too many again is left to the targets.
 */
export function meetSurges(
  name: string,
  { tasks, targets }: { readonly tasks: Dimensions; readonly targets: Dimensions },
  scaled: Scaled,
  child: pulumi.CustomResourceOptions,
): void {
  for (const { part, steps, says, ...metric } of surgesOf(tasks, targets)) {
    const policy = new aws.appautoscaling.Policy(
      `${name}-surge-${part}`,
      {
        ...scaled,
        policyType: 'StepScaling',
        stepScalingPolicyConfiguration: {
          adjustmentType: 'PercentChangeInCapacity',
          minAdjustmentMagnitude: 1,
          metricAggregationType: 'Average',
          cooldown: 60,
          stepAdjustments: [...steps],
        },
      },
      child,
    );
    new aws.cloudwatch.MetricAlarm(
      `${name}-surge-${part}-seen`,
      {
        ...metric,
        alarmDescription: `${name}: ${says}; some are added.`,
        comparisonOperator: 'GreaterThanThreshold',
        period: 60,
        evaluationPeriods: 1,
        treatMissingData: 'notBreaching',
        alarmActions: [policy.arn],
      },
      child,
    );
  }
}
