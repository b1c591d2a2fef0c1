import type * as pulumi from '@pulumi/pulumi';

/** A metric of CloudWatch, as alarms and graphs name it. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** `Sum`, `Average`, `Maximum`, `p95` … */
  readonly statistic: string;
  readonly label?: string | undefined;
}

export interface MonitoredService {
  readonly clusterName: pulumi.Input<string>;
  readonly serviceName: pulumi.Input<string>;
  readonly albSuffix: pulumi.Input<string>;
  readonly targetGroupSuffix: pulumi.Input<string>;
}
export interface MonitoredApi {
  /** Name of the REST API, as its metrics have it. */
  readonly restApiName: pulumi.Input<string>;
  readonly stageName: pulumi.Input<string>;
}
export interface MonitoredFunction {
  readonly functionName: pulumi.Input<string>;
  /** Queue of the calls that failed for good. Default none. */
  readonly deadLetterQueueName?: pulumi.Input<string> | undefined;
  /** Its errors are answers, such as a refused password: what fails in it has a metric of its own. Default false. */
  readonly errorsAreAnswers?: boolean | undefined;
}

export const ofBalancer = (
  { albSuffix }: MonitoredService,
  name: string,
  statistic: string,
  label?: string,
): Metric => ({
  namespace: 'AWS/ApplicationELB',
  name,
  statistic,
  label,
  dimensions: { LoadBalancer: albSuffix },
});
export const ofTargets = (service: MonitoredService, name: string, statistic: string): Metric => ({
  ...ofBalancer(service, name, statistic),
  dimensions: { LoadBalancer: service.albSuffix, TargetGroup: service.targetGroupSuffix },
});
export const ofTasks = ({ clusterName, serviceName }: MonitoredService, name: string, statistic: string): Metric => ({
  namespace: name.endsWith('TaskCount') ? 'ECS/ContainerInsights' : 'AWS/ECS',
  name,
  statistic,
  dimensions: { ClusterName: clusterName, ServiceName: serviceName },
});
export const ofApi = (
  { restApiName, stageName }: MonitoredApi,
  name: string,
  statistic: string,
  label?: string,
): Metric => ({
  namespace: 'AWS/ApiGateway',
  name,
  statistic,
  label,
  dimensions: { ApiName: restApiName, Stage: stageName },
});
export const ofFunction = (
  { functionName }: MonitoredFunction,
  name: string,
  statistic: string,
  label?: string,
): Metric => ({
  namespace: 'AWS/Lambda',
  name,
  statistic,
  label,
  dimensions: { FunctionName: functionName },
});
export const ofQueue = (queueName: pulumi.Input<string>, name: string, statistic: string): Metric => ({
  namespace: 'AWS/SQS',
  name,
  statistic,
  dimensions: { QueueName: queueName },
});

/**
 * What the functions and the server write themselves, without dimensions: counts of `Questions`, `Refusals`, `CacheHits`,
 * `ActiveUsers`, `DataSourceRequests`, `DataSourceFailures`, `Generations`, `GenerationErrors`, `MigrationFailures`;
 * milliseconds of `AnswerDuration`, `DataSourceDuration`, `GenerationDuration`; dollars of `QueryCost`, `ModelCost` and,
 * once a day, `MonthToDateCost`.
 */
export const ownMetrics = [
  ...(['Questions', 'Refusals', 'CacheHits', 'ActiveUsers', 'DataSourceRequests', 'DataSourceFailures'] as const),
  ...(['Generations', 'GenerationErrors', 'AnswerDuration', 'DataSourceDuration', 'GenerationDuration'] as const),
  ...(['MigrationFailures', 'QueryCost', 'ModelCost', 'MonthToDateCost'] as const),
] as const;
export type OwnMetric = (typeof ownMetrics)[number];
