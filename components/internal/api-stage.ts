import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import { managedPolicy, trust } from './policy.ts';

export interface StageArguments {
  readonly stageName: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly logKeyArn?: pulumi.Input<string> | undefined;
  /** Whether the account's setting for logs of stages is made here. */
  readonly accountLogging: boolean;
}

export interface RequestLimits {
  readonly requestsPerSecond: number;
  readonly burst: number;
}

/** One line of JSON a request; never a token, body or query. */
const accessLogFormat = JSON.stringify({
  request_id: '$context.requestId',
  time: '$context.requestTime',
  address: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.resourcePath',
  status: '$context.status',
  duration_ms: '$context.responseLatency',
  integration_ms: '$context.integrationLatency',
  error: '$context.error.responseType',
  subject: '$context.authorizer.claims.sub',
});

/** The stage that a deployment is served by, with its log of requests. */
export function apiStage(
  name: string,
  args: StageArguments,
  api: aws.apigateway.RestApi,
  deployment: aws.apigateway.Deployment,
  child: pulumi.CustomResourceOptions,
) {
  const logs = new aws.cloudwatch.LogGroup(
    `${name}-access-logs`,
    { retentionInDays: args.logRetentionDays, kmsKeyId: args.logKeyArn },
    child,
  );
  const account = args.accountLogging ? [accountLogging(name, child)] : [];
  return new aws.apigateway.Stage(
    `${name}-stage`,
    {
      restApi: api.id,
      deployment: deployment.id,
      stageName: args.stageName,
      xrayTracingEnabled: true,
      accessLogSettings: { destinationArn: logs.arn, format: accessLogFormat },
    },
    { ...child, dependsOn: account },
  );
}

/** One setting for the account and region, without which no stage may write logs. */
function accountLogging(name: string, child: pulumi.CustomResourceOptions) {
  const role = new aws.iam.Role(`${name}-logging-role`, { assumeRolePolicy: trust('apigateway.amazonaws.com') }, child);
  // AWS names this policy for the purpose: it covers the logs of every stage of the account, those to come too.
  const attached = new aws.iam.RolePolicyAttachment(
    `${name}-logging-policy`,
    { role: role.name, policyArn: managedPolicy('service-role/AmazonAPIGatewayPushToCloudWatchLogs', child) },
    child,
  );
  return new aws.apigateway.Account(
    `${name}-account`,
    { cloudwatchRoleArn: role.arn },
    { ...child, dependsOn: [attached] },
  );
}

/** What all callers together may ask for, and what CloudWatch is told of it. */
export function limitRequests(
  name: string,
  args: RequestLimits,
  api: aws.apigateway.RestApi,
  stage: aws.apigateway.Stage,
  child: pulumi.CustomResourceOptions,
): void {
  new aws.apigateway.MethodSettings(
    `${name}-settings`,
    {
      restApi: api.id,
      stageName: stage.stageName,
      methodPath: '*/*',
      settings: {
        metricsEnabled: true,
        loggingLevel: 'ERROR',
        dataTraceEnabled: false,
        throttlingRateLimit: args.requestsPerSecond,
        throttlingBurstLimit: args.burst,
      },
    },
    child,
  );
  new aws.apigateway.UsagePlan(
    `${name}-usage-plan`,
    {
      apiStages: [{ apiId: api.id, stage: stage.stageName }],
      throttleSettings: { rateLimit: args.requestsPerSecond, burstLimit: args.burst },
    },
    child,
  );
}
