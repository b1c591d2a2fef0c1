import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as random from '@pulumi/random';
import type { DashboardServiceArgs } from '../dashboard-service.ts';
import { logBucket } from './log-bucket.ts';
import { protect } from './web-acl.ts';

type Settings = DashboardServiceArgs & {
  readonly requestsPerAddress: number;
  readonly logRetentionDays: number;
  readonly deletionProtection: boolean;
};

/** TLS 1.2 and 1.3 with ciphers that keep their secrecy. */
const tlsPolicy = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

/** The load balancer with its firewall and logs, and the targets behind it. */
export function balance(name: string, args: Settings, child: pulumi.CustomResourceOptions) {
  const { edge, tasks } = securityGroups(name, args, child);
  const logs = logBucket(
    `${name}-access-logs`,
    {
      service: 'logdelivery.elasticloadbalancing.amazonaws.com',
      days: 90,
      emptyOnDelete: !args.deletionProtection,
    },
    child,
  );
  const ownName = shortName(name, args.vpcId, child);
  const alb = new aws.lb.LoadBalancer(
    `${name}-balancer`,
    {
      name: ownName,
      loadBalancerType: 'application',
      subnets: args.publicSubnetIds,
      securityGroups: [edge.id],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: 'strictest',
      enableDeletionProtection: args.deletionProtection,
      idleTimeout: 65,
      accessLogs: { enabled: true, bucket: logs.bucket.bucket },
    },
    { ...child, dependsOn: [logs.policy] },
  );
  const targets = new aws.lb.TargetGroup(
    `${name}-targets`,
    {
      name: ownName,
      vpcId: args.vpcId,
      targetType: 'ip',
      protocol: 'HTTP',
      port: 8080,
      deregistrationDelay: 30,
      healthCheck: {
        path: '/health',
        matcher: '200',
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    },
    child,
  );
  const listener = listen(name, args.certificateArn, alb, targets, child);
  const firewall = protect(name, alb.arn, args, child);
  return { alb, targets, listener, tasks, firewall, url: address(name, args, alb, child) };
}

/**
 * A name of at most 32 characters, which is all that load balancers and their targets take: those that Pulumi makes of
 * names of resources would be longer. It is another one in another network, where both are made anew beside the old.
 */
function shortName(name: string, vpcId: pulumi.Input<string>, child: pulumi.CustomResourceOptions) {
  const { hex } = new random.RandomId(`${name}-balancer-id`, { byteLength: 4, keepers: { vpcId } }, child);
  const stem = name
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 23)
    .replaceAll(/^-|-$/g, '');
  return pulumi.interpolate`${stem}-${hex}`;
}

/** The world reaches the load balancer, it alone reaches the tasks, and those reach TLS and what is named. */
function securityGroups(
  name: string,
  { vpcId, certificateArn, reaches = [] }: Settings,
  child: pulumi.CustomResourceOptions,
) {
  const edge = new aws.ec2.SecurityGroup(`${name}-edge`, { vpcId, description: `Load balancer of ${name}` }, child);
  const tasks = new aws.ec2.SecurityGroup(`${name}-tasks`, { vpcId, description: `Tasks of ${name}` }, child);
  const tcp = (port: pulumi.Input<number>) => ({ ipProtocol: 'tcp', fromPort: port, toPort: port });
  for (const port of certificateArn === undefined ? [80] : [80, 443]) {
    const description = port === 80 && certificateArn !== undefined ? 'Sent on to TLS' : 'Everybody';
    const rule = { securityGroupId: edge.id, cidrIpv4: '0.0.0.0/0', description, ...tcp(port) };
    new aws.vpc.SecurityGroupIngressRule(`${name}-edge-ingress-${port}`, rule, child);
  }
  const toTasks = { securityGroupId: edge.id, referencedSecurityGroupId: tasks.id, description: 'Tasks', ...tcp(8080) };
  new aws.vpc.SecurityGroupEgressRule(`${name}-edge-egress`, toTasks, child);
  const fromEdge = {
    securityGroupId: tasks.id,
    referencedSecurityGroupId: edge.id,
    description: 'Load balancer',
    ...tcp(8080),
  };
  new aws.vpc.SecurityGroupIngressRule(`${name}-tasks-ingress`, fromEdge, child);
  const services = {
    securityGroupId: tasks.id,
    cidrIpv4: '0.0.0.0/0',
    description: 'Services of AWS, over TLS',
    ...tcp(443),
  };
  new aws.vpc.SecurityGroupEgressRule(`${name}-tasks-egress-tls`, services, child);
  reaches.forEach(({ securityGroupId, port }, index) => {
    const out = {
      securityGroupId: tasks.id,
      referencedSecurityGroupId: securityGroupId,
      description: 'Calls a service',
      ...tcp(port),
    };
    new aws.vpc.SecurityGroupEgressRule(`${name}-tasks-egress-${index}`, out, child);
    const into = {
      securityGroupId,
      referencedSecurityGroupId: tasks.id,
      description: `Calls from ${name}`,
      ...tcp(port),
    };
    new aws.vpc.SecurityGroupIngressRule(`${name}-reached-${index}`, into, child);
  });
  return { edge, tasks };
}

/** With a certificate, HTTP only sends on to HTTPS. */
function listen(
  name: string,
  certificateArn: pulumi.Input<string> | undefined,
  alb: aws.lb.LoadBalancer,
  targets: aws.lb.TargetGroup,
  child: pulumi.CustomResourceOptions,
): aws.lb.Listener {
  const forward = { type: 'forward', targetGroupArn: targets.arn };
  const http = { loadBalancerArn: alb.arn, port: 80, protocol: 'HTTP' };
  if (certificateArn === undefined) {
    return new aws.lb.Listener(`${name}-http`, { ...http, defaultActions: [forward] }, child);
  }
  const redirect = { type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' } };
  new aws.lb.Listener(`${name}-http`, { ...http, defaultActions: [redirect] }, child);
  return new aws.lb.Listener(
    `${name}-https`,
    {
      loadBalancerArn: alb.arn,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: tlsPolicy,
      certificateArn,
      defaultActions: [forward],
    },
    child,
  );
}

function address(
  name: string,
  { domain, certificateArn }: Settings,
  alb: aws.lb.LoadBalancer,
  child: pulumi.CustomResourceOptions,
) {
  if (domain?.zoneId) {
    const aliases = [{ name: alb.dnsName, zoneId: alb.zoneId, evaluateTargetHealth: true }];
    new aws.route53.Record(`${name}-record`, { zoneId: domain.zoneId, name: domain.name, type: 'A', aliases }, child);
  }
  const protocol = certificateArn === undefined ? 'http' : 'https';
  return domain ? pulumi.output(`${protocol}://${domain.name}`) : pulumi.interpolate`${protocol}://${alb.dnsName}`;
}
