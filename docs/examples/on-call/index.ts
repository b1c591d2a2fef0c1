import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

/** A team's own program beside the platform: its on-call service hears the alarms, and its checks know the addresses. */
const config = new pulumi.Config();
const platform = new pulumi.StackReference(config.require('platform'));

/** An output of the platform; one that is not there stops the program with its name. */
const output = (name: string): pulumi.Output<string> => platform.requireOutput(name) as pulumi.Output<string>;

new aws.sns.TopicSubscription('on-call', {
  topic: output('alarm_topic_arn'),
  protocol: 'https',
  endpoint: config.require('webhook'),
});

const health = pulumi.interpolate`${output('dashboard_platform_url')}/health`;
new aws.ssm.Parameter('health-address', { type: 'String', value: health, description: 'Asked every minute' });

new aws.cloudwatch.MetricAlarm('sessions-throttled', {
  alarmDescription: 'Signing in is slowed down: the table of sessions has more requests than it takes.',
  namespace: 'AWS/DynamoDB',
  metricName: 'ThrottledRequests',
  dimensions: { TableName: output('sessions_table') },
  statistic: 'Sum',
  period: 300,
  evaluationPeriods: 1,
  threshold: 10,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
  alarmActions: [output('alarm_topic_arn')],
});

export const apiUrl = output('api_url');
export const monthlyCost = platform.requireOutput('monthly_cost_estimate_usd');
