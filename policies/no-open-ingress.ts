import type { PolicyResource, StackValidationPolicy } from '@pulumi/policy';
import { each, type Members, texts } from './internal/members.ts';

const balancers = new Set(['aws:lb/loadBalancer:LoadBalancer', 'aws:alb/loadBalancer:LoadBalancer']);
const webPorts: readonly unknown[] = [80, 443];

interface Opening {
  readonly rule: Members;
  /** Where the rule is written. */
  readonly at: PolicyResource;
  /** Security groups that it opens. */
  readonly groups: readonly string[];
}

/** The load balancer alone is reached from everywhere, on the web's ports. */
export const noOpenIngress: StackValidationPolicy = {
  name: 'no-open-ingress',
  description: 'No security group lets in everybody, except the load balancer’s on ports 80 and 443.',
  enforcementLevel: 'mandatory',
  severity: 'critical',
  remediationSteps: 'Let in a security group or a CIDR block of your own.',
  validateStack: ({ resources }, reportViolation) => {
    const front = new Set(resources.filter(isPublicBalancer).flatMap(one => groupsBehind(one, 'securityGroups')));
    for (const { rule, at, groups } of resources.flatMap(openings).filter(({ rule }) => isOpen(rule))) {
      const expected = groups.length > 0 && groups.every(urn => front.has(urn)) && isWeb(rule);
      if (!expected) reportViolation(`${at.name} lets in everybody on ${ports(rule)}.`, at.urn);
    }
  },
};

const isPublicBalancer = ({ type, props }: PolicyResource): boolean =>
  balancers.has(type) && props['internal'] !== true;

const groupsBehind = (resource: PolicyResource, property: string): string[] =>
  (resource.propertyDependencies[property] ?? [])
    .filter(({ type }) => type === 'aws:ec2/securityGroup:SecurityGroup')
    .map(({ urn }) => urn);

/** Every rule of a resource that lets something in. */
function openings(resource: PolicyResource): Opening[] {
  const { type, props } = resource;
  if (type === 'aws:ec2/securityGroup:SecurityGroup') {
    return each(props, 'ingress').map(rule => ({ rule, at: resource, groups: [resource.urn] }));
  }
  const alone = type === 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule';
  if (!alone && !(type === 'aws:ec2/securityGroupRule:SecurityGroupRule' && props['type'] === 'ingress')) return [];
  return [{ rule: props, at: resource, groups: groupsBehind(resource, 'securityGroupId') }];
}

const isOpen = (rule: Members): boolean =>
  ['cidrBlocks', 'ipv6CidrBlocks', 'cidrIpv4', 'cidrIpv6'].some(name =>
    texts(rule[name]).some(block => block.endsWith('/0')),
  );

const isWeb = (rule: Members): boolean => rule['fromPort'] === rule['toPort'] && webPorts.includes(rule['fromPort']);

const ports = (rule: Members): string =>
  rule['fromPort'] === undefined ? 'every port' : `ports ${String(rule['fromPort'])} to ${String(rule['toPort'])}`;
