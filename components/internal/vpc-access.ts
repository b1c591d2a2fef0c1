import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Grant } from './policy.ts';

/** A private network, and what in it may be reached. */
export interface FunctionVpc {
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets; without NAT the services of AWS are reached by endpoints alone. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Services of the network that it calls; both sides' security groups are opened for it. Default none. */
  readonly reaches?: readonly { readonly securityGroupId: pulumi.Input<string>; readonly port: pulumi.Input<number> }[];
}

/** A security group that lets nothing in, and out only TLS and the named services. */
export function joinVpc(name: string, { vpcId, reaches = [] }: FunctionVpc, child: pulumi.CustomResourceOptions) {
  const description = `Outgoing calls of ${name}`;
  const group = new aws.ec2.SecurityGroup(`${name}-security-group`, { vpcId, description }, child);
  new aws.vpc.SecurityGroupEgressRule(
    `${name}-egress-tls`,
    {
      securityGroupId: group.id,
      description: 'Services of AWS, over TLS',
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      cidrIpv4: '0.0.0.0/0',
    },
    child,
  );
  reaches.forEach(({ securityGroupId, port }, index) => {
    const ports = { ipProtocol: 'tcp', fromPort: port, toPort: port };
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-egress-${index}`,
      {
        securityGroupId: group.id,
        referencedSecurityGroupId: securityGroupId,
        description: 'Calls a service',
        ...ports,
      },
      child,
    );
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-ingress-${index}`,
      { securityGroupId, referencedSecurityGroupId: group.id, description: `Calls from ${name}`, ...ports },
      child,
    );
  });
  return { securityGroupId: group.id };
}

/** What Lambda needs to put network interfaces of a function into a network. */
export function vpcGrant(child: pulumi.CustomResourceOptions): Grant {
  const { region } = aws.getRegionOutput({}, child);
  const { accountId } = aws.getCallerIdentityOutput({}, child);
  const { partition } = aws.getPartitionOutput({}, child);
  return {
    statements: [
      {
        actions: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'],
        resources: ['*'],
        everyResource: 'describing knows no resources',
      },
      {
        actions: [
          'ec2:CreateNetworkInterface',
          'ec2:DeleteNetworkInterface',
          'ec2:AssignPrivateIpAddresses',
          'ec2:UnassignPrivateIpAddresses',
        ],
        resources: [pulumi.interpolate`arn:${partition}:ec2:${region}:${accountId}:*/*`],
      },
    ],
  };
}
