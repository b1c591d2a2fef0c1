import type { RecordedResource } from '../recorded.ts';

/** What a diagram says of a type; what it doesn't name, such as rights and settings, it leaves out. In this order. */
const kinds: Readonly<Record<string, string>> = {
  'awsx:ec2:Vpc': 'VPC with its subnets',
  'aws:ec2/vpcEndpoint:VpcEndpoint': 'endpoints',
  'aws:ec2/flowLog:FlowLog': 'flow log',
  'aws:lb/loadBalancer:LoadBalancer': 'load balancer',
  'aws:apigateway/restApi:RestApi': 'REST API',
  'aws:wafv2/webAcl:WebAcl': 'firewall',
  'aws:ecs/service:Service': 'Fargate service',
  'aws:ecr/repository:Repository': 'image registry',
  'aws:appautoscaling/policy:Policy': 'scaling by load',
  'aws:lambda/function:Function': 'Lambda function',
  'aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig': 'instances held ready',
  'aws:cloudwatch/eventRule:EventRule': 'event rule',
  'aws:sqs/queue:Queue': 'queue of failed calls',
  'aws:cognito/userPool:UserPool': 'Cognito user pool',
  'aws:cognito/userPoolClient:UserPoolClient': 'clients',
  'aws:cognito/userGroup:UserGroup': 'groups',
  'aws:dynamodb/table:Table': 'tables',
  'aws:elasticache/replicationGroup:ReplicationGroup': 'Valkey nodes',
  'aws:elasticache/serverlessCache:ServerlessCache': 'serverless Valkey',
  'aws:secretsmanager/secret:Secret': 'secret',
  'aws:s3/bucket:Bucket': 'buckets',
  'aws:s3/bucketReplicationConfig:BucketReplicationConfig': 'copies in a second region',
  'aws:glue/catalogTable:CatalogTable': 'Glue catalog',
  'aws:athena/workgroup:Workgroup': 'Athena workgroups',
  'aws:cloudwatch/metricAlarm:MetricAlarm': 'alarms',
  'aws:cloudwatch/dashboard:Dashboard': 'CloudWatch dashboards',
  'aws:sns/topic:Topic': 'SNS topic',
  'aws:costexplorer/anomalyMonitor:AnomalyMonitor': 'cost anomalies',
  'aws:budgets/budget:Budget': 'budget with alerts',
  'aws:cloudtrail/trail:Trail': 'CloudTrail',
  'aws:cfg/recorder:Recorder': 'Config',
  'aws:guardduty/detector:Detector': 'GuardDuty',
  'aws:codepipeline/pipeline:Pipeline': 'pipeline',
  'aws:route53/healthCheck:HealthCheck': 'health check',
  'aws:kms/key:Key': 'KMS key',
};

/** Types whose names say more than their number. */
const named = new Set(['aws:dynamodb/table:Table', 'aws:athena/workgroup:Workgroup']);

/** What a component is made of, in words. */
export function linesOf(component: RecordedResource, members: readonly RecordedResource[]): string[] {
  return Object.entries(kinds).flatMap(([type, words]) => {
    const found = members.filter(one => one.type === type);
    if (found.length === 0) return [];
    if (!named.has(type)) return [words];
    const names = found.map(({ name }) => name.slice(component.name.length + 1).replaceAll('_', ' ')).toSorted();
    return [`${words}: ${names.join(', ')}`];
  });
}
