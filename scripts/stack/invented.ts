import { account } from './answers.ts';
import { text } from './members.ts';
import type { RecordedResource } from './recorded.ts';
import { unknownValue } from './values.ts';

/** Services whose ARNs name no region. */
const global = new Set(['iam', 's3', 'route53', 'cloudfront', 'budgets']);
/** Type tokens name modules, ARNs services. */
const services: Readonly<Record<string, string>> = {
  lb: 'elasticloadbalancing',
  alb: 'elasticloadbalancing',
  cloudwatch: 'cloudwatch',
  cfg: 'config',
  cognito: 'cognito-idp',
  apigateway: 'apigateway',
};

type Make = (name: string, region: string) => Record<string, unknown>;

const numbered = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);

/** Further outputs that policies, addresses and definitions are built from. */
const further: Readonly<Record<string, Make>> = {
  'aws:s3/bucket:Bucket': name => ({ bucket: name }),
  'aws:elasticache/replicationGroup:ReplicationGroup': name => ({ primaryEndpointAddress: `${name}.cache.example` }),
  'aws:ecr/repository:Repository': (name, region) => ({
    repositoryUrl: `${account}.dkr.ecr.${region}.amazonaws.com/${name}`,
  }),
  'aws:lb/loadBalancer:LoadBalancer': name => ({ dnsName: `${name}.elb.example`, zoneId: 'Z00000000000000000000' }),
  'aws:lb/targetGroup:TargetGroup': name => ({ arnSuffix: `targetgroup/${name}` }),
  'aws:apigateway/stage:Stage': (name, region) => ({ invokeUrl: `https://${name}.execute-api.${region}.example` }),
  'aws:cognito/userPool:UserPool': (name, region) => ({ endpoint: `cognito-idp.${region}.amazonaws.com/${name}` }),
  'awsx:ecr:Image': (name, region) => ({ imageUri: `${account}.dkr.ecr.${region}.amazonaws.com/${name}:latest` }),
  'awsx:ec2:Vpc': name => ({
    vpcId: name,
    publicSubnetIds: numbered(`${name}-public`, 2),
    privateSubnetIds: numbered(`${name}-private`, 2),
    isolatedSubnetIds: numbered(`${name}-isolated`, 2),
  }),
};

/** A made-up id and ARN of a resource: no such thing exists in any account. */
export function invented(
  resource: RecordedResource,
  region: string,
): { readonly id: string; readonly outputs: Record<string, unknown> } {
  const module = resource.type.split(':')[1]?.split('/')[0] ?? '';
  const service = services[module] ?? module;
  const given = text(resource.inputs, 'name', text(resource.inputs, 'bucket', resource.name));
  const name = given === unknownValue ? resource.name : given;
  const place = global.has(service) ? '' : region;
  const owner = service === 's3' ? '' : account;
  const arn = `arn:aws:${service}:${place}:${owner}:${name}`;
  const made = 'name' in resource.inputs || resource.remote ? {} : { name };
  return {
    id: name,
    outputs: { ...(!resource.remote && { arn }), ...made, ...further[resource.type]?.(name, region) },
  };
}
