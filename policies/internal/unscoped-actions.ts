/**
 * Actions for which AWS knows no resource, so that a policy can only say `*`: what the service authorisation reference
 * lists without a resource type. A name ends in `*` where all actions that begin so are such.
 */
const unscoped: readonly string[] = [
  // Metrics, alarms and traces belong to the account.
  'cloudwatch:PutMetricData',
  'cloudwatch:GetMetricData',
  'cloudwatch:GetMetricStatistics',
  'cloudwatch:ListMetrics',
  'cloudwatch:DescribeAlarms',
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:GetSamplingStatisticSummaries',
  // Costs are the account's.
  'ce:GetCostAndUsage',
  'ce:GetCostForecast',
  // A token for the registry as a whole; what it opens is granted by repository.
  'ecr:GetAuthorizationToken',
  // The caller names itself.
  'sts:GetCallerIdentity',
  'sts:GetServiceBearerToken',
  // Network interfaces of functions and builds in a VPC have no ARN before they are made.
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:Describe*',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
  // Statements have no ARN; a condition narrows these to the caller's own.
  'redshift-data:DescribeStatement',
  'redshift-data:GetStatementResult',
  'redshift-data:CancelStatement',
  // Delivery of API and flow logs is set up account by account.
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:PutResourcePolicy',
  // Lists across an account.
  'athena:ListWorkGroups',
  's3:ListAllMyBuckets',
  'tag:GetResources',
  'bedrock:ListFoundationModels',
  'application-autoscaling:Describe*',
  'codedeploy:GetDeploymentConfig',
  'ecs:RegisterTaskDefinition',
  'ecs:DeregisterTaskDefinition',
  'ecs:DescribeTaskDefinition',
];

export const isUnscoped = (action: string): boolean =>
  unscoped.some(known => (known.endsWith('*') ? action.startsWith(known.slice(0, -1)) : action === known));
