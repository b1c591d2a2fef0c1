import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { GradualDeployment, GradualShift } from '../node-function.ts';
import { policyDocument, trust } from './policy.ts';

/**
 * The application and group with which CodeDeploy moves the live alias to a new version, and back when an alarm goes
 * off. Pulumi publishes versions; a deployment is started by the delivery pipeline, or by `aws deploy create-deployment`.
 */
export function deployGradually(
  name: string,
  { configuration = 'CodeDeployDefault.LambdaCanary10Percent5Minutes', alarmNames = [] }: GradualShift,
  lambda: aws.lambda.Function,
  live: aws.lambda.Alias,
  child: pulumi.CustomResourceOptions,
): pulumi.Output<GradualDeployment> {
  const role = new aws.iam.Role(`${name}-shift-role`, { assumeRolePolicy: trust('codedeploy.amazonaws.com') }, child);
  new aws.iam.RolePolicy(
    `${name}-shift-policy`,
    { role: role.id, policy: policyDocument([{ statements: shiftStatements(lambda) }]) },
    child,
  );
  // Applications are named for the whole account and region.
  const applicationName = `${pulumi.getProject()}-${pulumi.getStack()}-${name}`;
  const application = new aws.codedeploy.Application(
    `${name}-shift`,
    { name: applicationName, computePlatform: 'Lambda' },
    child,
  );
  const group = new aws.codedeploy.DeploymentGroup(
    `${name}-shift-group`,
    {
      appName: application.name,
      deploymentGroupName: 'live',
      deploymentConfigName: configuration,
      serviceRoleArn: role.arn,
      deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
      autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
      alarmConfiguration: alarmNames.length > 0 ? { enabled: true, alarms: [...alarmNames] } : undefined,
    },
    child,
  );
  return pulumi.output({
    application: application.name,
    group: group.deploymentGroupName,
    functionName: lambda.id,
    alias: live.name,
    version: lambda.version,
  });
}

const shiftStatements = (lambda: aws.lambda.Function) => [
  {
    actions: ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig', 'lambda:GetFunction'],
    resources: [lambda.arn, pulumi.interpolate`${lambda.arn}:*`],
  },
  {
    actions: ['cloudwatch:DescribeAlarms'],
    resources: ['*'],
    everyResource: 'alarms are described for the account as a whole',
  },
];
