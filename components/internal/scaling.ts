import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { OffHours } from '../dashboard-service.ts';
import { meetSurges } from './surge.ts';

interface ScalingSettings {
  readonly minimumTasks: number;
  readonly maximumTasks: number;
  readonly offHours?: OffHours | undefined;
}
interface ScaledParts {
  readonly cluster: aws.ecs.Cluster;
  readonly service: aws.ecs.Service;
  readonly balancer: { readonly alb: aws.lb.LoadBalancer; readonly targets: aws.lb.TargetGroup };
}

/** Percent of processor time that tasks are kept at. */
const processorTarget = 70;
/** Requests a minute and task. */
const requestTarget = 1_000;

/** Tasks follow processor time and requests; out of hours fewer run. */
export function scale(
  name: string,
  args: ScalingSettings,
  { cluster, service, balancer }: ScaledParts,
  child: pulumi.CustomResourceOptions,
) {
  const target = new aws.appautoscaling.Target(
    `${name}-tasks-range`,
    {
      serviceNamespace: 'ecs',
      scalableDimension: 'ecs:service:DesiredCount',
      resourceId: pulumi.interpolate`service/${cluster.name}/${service.name}`,
      minCapacity: args.minimumTasks,
      maxCapacity: args.maximumTasks,
    },
    // The schedule changes the range; Pulumi would set it back in the middle of the night.
    { ...child, ...(args.offHours && { ignoreChanges: ['minCapacity', 'maxCapacity'] }) },
  );
  const scaled = {
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
  };
  const follow = (
    part: string,
    targetValue: number,
    metric: { predefinedMetricType: string; resourceLabel?: pulumi.Input<string> },
  ) =>
    new aws.appautoscaling.Policy(
      `${name}-scale-${part}`,
      {
        ...scaled,
        policyType: 'TargetTrackingScaling',
        targetTrackingScalingPolicyConfiguration: {
          targetValue,
          predefinedMetricSpecification: metric,
          scaleOutCooldown: 60,
          scaleInCooldown: 300,
        },
      },
      child,
    );
  follow('processor', processorTarget, { predefinedMetricType: 'ECSServiceAverageCPUUtilization' });
  follow('requests', requestTarget, {
    predefinedMetricType: 'ALBRequestCountPerTarget',
    resourceLabel: pulumi.interpolate`${balancer.alb.arnSuffix}/${balancer.targets.arnSuffix}`,
  });
  const { alb, targets } = balancer;
  const running = { ClusterName: cluster.name, ServiceName: service.name };
  meetSurges(
    name,
    { tasks: running, targets: { LoadBalancer: alb.arnSuffix, TargetGroup: targets.arnSuffix } },
    scaled,
    child,
  );
  if (!args.offHours) return;
  const { from, to, tasks = 0, timezone = 'Etc/UTC' } = args.offHours;
  const at = (part: string, schedule: string, minCapacity: number, maxCapacity: number) =>
    new aws.appautoscaling.ScheduledAction(
      `${name}-${part}`,
      { ...scaled, schedule, timezone, scalableTargetAction: { minCapacity, maxCapacity } },
      child,
    );
  at('off-hours', from, tasks, tasks);
  at('working-hours', to, args.minimumTasks, args.maximumTasks);
}
