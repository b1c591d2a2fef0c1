import { type RecordedResource, type Recording, stackType } from '../../scripts/stack/recorded.ts';

/** Arguments that a reviewer of a stack looks at; of everything else the type and the name say enough. */
const looked: Readonly<Record<string, readonly string[]>> = {
  'awsx:ec2:Vpc': ['cidrBlock', 'numberOfAvailabilityZones', 'natGateways'],
  'aws:appautoscaling/policy:Policy': ['targetTrackingScalingPolicyConfiguration.targetValue'],
  'aws:appautoscaling/scheduledAction:ScheduledAction': ['schedule', 'timezone', 'scalableTargetAction'],
  'aws:appautoscaling/target:Target': ['minCapacity', 'maxCapacity'],
  'aws:athena/workgroup:Workgroup': ['configuration.bytesScannedCutoffPerQuery'],
  'aws:budgets/budget:Budget': ['limitAmount'],
  'aws:cloudwatch/logGroup:LogGroup': ['retentionInDays'],
  'aws:cloudwatch/metricAlarm:MetricAlarm': ['threshold', 'evaluationPeriods'],
  'aws:cognito/userPool:UserPool': ['mfaConfiguration', 'deletionProtection', 'userPoolTier'],
  'aws:dynamodb/table:Table': ['deletionProtectionEnabled', 'pointInTimeRecovery.enabled', 'ttl.attributeName'],
  'aws:ecs/service:Service': ['capacityProviderStrategies', 'enableExecuteCommand'],
  'aws:ecs/taskDefinition:TaskDefinition': ['cpu', 'memory'],
  'aws:elasticache/replicationGroup:ReplicationGroup': ['engine', 'nodeType', 'numCacheClusters', 'multiAzEnabled'],
  'aws:glue/catalogTable:CatalogTable': ['name'],
  'aws:kms/key:Key': ['enableKeyRotation', 'multiRegion'],
  'aws:kms/replicaKey:ReplicaKey': ['region'],
  'aws:lambda/function:Function': ['runtime', 'memorySize', 'timeout'],
  'aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig': ['provisionedConcurrentExecutions'],
  'aws:lb/listener:Listener': ['port', 'protocol', 'sslPolicy'],
  'aws:lb/loadBalancer:LoadBalancer': ['enableDeletionProtection'],
  'aws:route53/record:Record': ['name', 'type'],
  'aws:s3/bucket:Bucket': ['forceDestroy', 'region'],
  'aws:sns/topicSubscription:TopicSubscription': ['protocol', 'endpoint'],
  'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule': ['fromPort', 'cidrIpv4'],
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': ['fromPort', 'cidrIpv4'],
};

/** The tree of a stack's resources, a line each, in the order of their names. */
export function drawn({ resources, stack }: Recording): string {
  const below = (parent: string): readonly RecordedResource[] =>
    resources.filter(resource => resource.parent === parent).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const draw = (resource: RecordedResource, indent: string): string[] => [
    `${indent}${line(resource, `sophia-${stack}-`)}`,
    ...below(resource.urn).flatMap(child => draw(child, `${indent}  `)),
  ];
  const root = resources.find(({ type }) => type === stackType)!;
  return draw(root, '').join('\n');
}

const keyOf = ({ name, type }: RecordedResource): string => `${name} ${type}`;

function line({ name, type, protect, inputs }: RecordedResource, prefix: string): string {
  const [provider, module, kind] = type.split(':');
  const shortType = provider === 'aws' ? `${module!.split('/')[0]}.${kind}` : type;
  const shown = (looked[type] ?? [])
    .map(path => [path.split('.').at(-1)!, memberOf(inputs, path)] as const)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([argument, value]) => `${argument}=${typeof value === 'object' ? JSON.stringify(value) : value}`);
  return [name.replace(prefix, ''), shortType, ...shown, ...(protect ? ['protected'] : [])].join('  ');
}

const memberOf = (inputs: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, member) => (value as Record<string, unknown> | undefined)?.[member], inputs);
