import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';

interface Scheduled {
  readonly arn: pulumi.Input<string>;
  readonly functionName: pulumi.Input<string>;
  readonly qualifier: pulumi.Input<string>;
}

/** EventBridge calls the function's alias at these times, UTC. */
export function runOnSchedule(name: string, schedule: string, target: Scheduled, child: pulumi.CustomResourceOptions) {
  const rule = new aws.cloudwatch.EventRule(`${name}-schedule`, { scheduleExpression: schedule }, child);
  new aws.cloudwatch.EventTarget(`${name}-schedule-target`, { rule: rule.name, arn: target.arn }, child);
  new aws.lambda.Permission(
    `${name}-schedule-permission`,
    {
      action: 'lambda:InvokeFunction',
      function: target.functionName,
      qualifier: target.qualifier,
      principal: 'events.amazonaws.com',
      sourceArn: rule.arn,
    },
    child,
  );
}
