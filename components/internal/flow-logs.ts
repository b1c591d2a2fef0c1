import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { policyDocument, trust } from './policy.ts';

interface FlowLogSettings {
  readonly logRetentionDays: number;
  readonly logKeyArn?: pulumi.Input<string> | undefined;
}

/** Records in CloudWatch who spoke to whom, and what was refused. */
export function logFlows(
  name: string,
  vpcId: pulumi.Input<string>,
  { logRetentionDays, logKeyArn }: FlowLogSettings,
  child: pulumi.CustomResourceOptions,
): void {
  const logs = new aws.cloudwatch.LogGroup(
    `${name}-flows`,
    { retentionInDays: logRetentionDays, kmsKeyId: logKeyArn },
    child,
  );
  const role = new aws.iam.Role(
    `${name}-flows-role`,
    { assumeRolePolicy: trust('vpc-flow-logs.amazonaws.com') },
    child,
  );
  const actions = ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'];
  const resources = [logs.arn, pulumi.interpolate`${logs.arn}:*`];
  new aws.iam.RolePolicy(
    `${name}-flows-policy`,
    { role: role.id, policy: policyDocument([{ statements: [{ actions, resources }] }]) },
    child,
  );
  new aws.ec2.FlowLog(
    `${name}-flow-log`,
    {
      vpcId,
      trafficType: 'ALL',
      maxAggregationInterval: 600,
      logDestinationType: 'cloud-watch-logs',
      logDestination: logs.arn,
      iamRoleArn: role.arn,
    },
    child,
  );
}
