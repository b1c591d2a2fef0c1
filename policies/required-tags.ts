import type { ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy';
import { at, isMembers, type Members } from './internal/members.ts';

/** Types that cost money or keep data; others follow them in bills and searches. */
const tagged = new Set([
  'aws:athena/workgroup:Workgroup',
  'aws:cloudwatch/logGroup:LogGroup',
  'aws:cognito/userPool:UserPool',
  'aws:dynamodb/table:Table',
  'aws:ec2/natGateway:NatGateway',
  'aws:ec2/vpc:Vpc',
  'aws:ecr/repository:Repository',
  'aws:ecs/cluster:Cluster',
  'aws:ecs/service:Service',
  'aws:elasticache/replicationGroup:ReplicationGroup',
  'aws:elasticache/serverlessCache:ServerlessCache',
  'aws:iam/role:Role',
  'aws:kms/key:Key',
  'aws:lambda/function:Function',
  'aws:lb/loadBalancer:LoadBalancer',
  'aws:s3/bucket:Bucket',
  'aws:s3/bucketV2:BucketV2',
  'aws:secretsmanager/secret:Secret',
  'aws:sns/topic:Topic',
  'aws:sqs/queue:Queue',
]);

interface Config {
  /** Tags that everything carries, whatever their case. Default `project` and `environment`. */
  readonly tags?: readonly string[];
}

/** Whose it is and for what: by tags of its own, or by those that its provider puts on everything. */
export const requiredTags: ResourceValidationPolicy = {
  name: 'required-tags',
  description: 'What costs money or keeps data says its project and environment.',
  enforcementLevel: 'mandatory',
  severity: 'medium',
  remediationSteps: 'Give the provider defaultTags, and resources this provider.',
  configSchema: {
    properties: { tags: { type: 'array', items: { type: 'string' }, default: ['project', 'environment'] } },
  },
  validateResource: (args, reportViolation) => {
    if (!tagged.has(args.type)) return;
    const { tags = ['project', 'environment'] } = args.getConfig<Config>();
    const present = new Set([...Object.keys(ownTags(args.props)), ...Object.keys(providerTags(args))].map(lower));
    const missing = tags.filter(tag => !present.has(lower(tag)));
    if (missing.length > 0) reportViolation(`It carries no tag ${missing.join(', ')}.`);
  },
};

const lower = (tag: string): string => tag.toLowerCase();

const ownTags = (props: Members): Members => (isMembers(props['tags']) ? props['tags'] : {});

/** Providers are given objects as JSON. */
function providerTags({ provider }: ResourceValidationArgs): Members {
  const given: unknown = provider?.props['defaultTags'];
  const parsed: unknown = typeof given === 'string' ? JSON.parse(given) : given;
  const tags = at(parsed, 'tags');
  return isMembers(tags) ? tags : {};
}
