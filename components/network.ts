import * as aws from '@pulumi/aws';
import * as awsx from '@pulumi/awsx';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { checkArguments, defined, type Fault, faultsOf } from './internal/arguments.ts';
import { cidrFaults } from './internal/cidr.ts';
import { logFlows } from './internal/flow-logs.ts';
import { retentionDays, wholeNumber } from './internal/limits.ts';

export interface NetworkArgs {
  /** Private addresses, /16 to /22. Default `10.0.0.0/16`. */
  readonly cidr?: string | undefined;
  /** Availability zones, 2 or 3; those of the region in order. Default 2. */
  readonly zones?: number | undefined;
  /** Zones that the region has, where it is known: more than these are refused. Default not checked. */
  readonly availableZones?: readonly string[] | undefined;
  /** How private subnets reach the internet: not at all, by one gateway, or by one in each zone. Default `one`. */
  readonly nat?: NatStrategy | undefined;
  /** Services of AWS reached without the internet, such as `athena`: an endpoint in each zone. Default none. */
  readonly interfaceEndpoints?: readonly string[] | undefined;
  /** Records who spoke to whom. Default true. */
  readonly flowLogs?: boolean | undefined;
  /** Days that these records are kept. Default 30. */
  readonly logRetentionDays?: number | undefined;
  /** Customer's key of the records; its policy must allow CloudWatch Logs. Default the service's own key. */
  readonly logKeyArn?: pulumi.Input<string> | undefined;
}

export type NatStrategy = 'none' | 'one' | 'perZone';

const defaults = {
  cidr: '10.0.0.0/16',
  zones: 2,
  nat: 'one' as NatStrategy,
  interfaceEndpoints: [] as readonly string[],
  flowLogs: true,
  logRetentionDays: 30,
};

const strategies = { none: 'None', one: 'Single', perZone: 'OnePerAz' } as const;

const schema = v.object({
  zones: wholeNumber(2, 3),
  nat: v.picklist(['none', 'one', 'perZone'], 'there is no such strategy | Give none, one or perZone.'),
  interfaceEndpoints: v.array(
    v.pipe(v.string(), v.regex(/^[a-z][a-z0-9.-]*$/, 'it is no service of AWS | Write it as athena or ecr.api.')),
  ),
  logRetentionDays: retentionDays,
});

/**
 * A private network: public and private subnets in two or three zones, S3 and DynamoDB reached without the internet, a
 * default security group that lets nothing through, and a record of who spoke to whom.
 *
 * **Cost**: NAT $32.85 a gateway (730 h x $0.045) and $0.045 a GB; interface endpoints $7.30 each and zone; records
 * $0.50 a GB; the rest is free. (aws.amazon.com/vpc/pricing, /privatelink/pricing, us-east-1, November 2026)
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly vpcCidr: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string[]>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  readonly availabilityZones: pulumi.Output<string[]>;

  /** @throws RunError that lists all wrong arguments; nothing is registered */
  constructor(name: string, given: NetworkArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...defaults, ...defined(given) };
    checkArguments('Network', name, [...faultsOf(schema, args), ...cidrFaults(args.cidr), ...zoneFaults(args)]);
    super('sophia:network:Network', name, {}, opts);
    const child = { parent: this };

    const vpc = new awsx.ec2.Vpc(
      `${name}-vpc`,
      {
        cidrBlock: args.cidr,
        numberOfAvailabilityZones: args.zones,
        natGateways: { strategy: strategies[args.nat] },
        subnetStrategy: 'Auto',
        subnetSpecs: [{ type: 'Public' }, { type: 'Private' }],
        enableDnsHostnames: true,
        enableDnsSupport: true,
      },
      child,
    );
    // Rules that nobody wrote would let everything out, and all members speak to each other.
    new aws.ec2.DefaultSecurityGroup(`${name}-closed`, { vpcId: vpc.vpcId, ingress: [], egress: [] }, child);
    gatewayEndpoints(name, vpc, child);
    if (args.interfaceEndpoints.length > 0) interfaceEndpoints(name, args, vpc, child);
    if (args.flowLogs) logFlows(name, vpc.vpcId, args, child);

    this.vpcId = vpc.vpcId;
    this.vpcCidr = pulumi.output(args.cidr);
    this.publicSubnetIds = vpc.publicSubnetIds;
    this.privateSubnetIds = vpc.privateSubnetIds;
    const { names } = aws.getAvailabilityZonesOutput({ state: 'available' }, child);
    this.availabilityZones = names.apply(all => all.slice(0, args.zones));
    this.registerOutputs({
      vpcId: this.vpcId,
      vpcCidr: this.vpcCidr,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      availabilityZones: this.availabilityZones,
    });
  }
}

type Checked = NetworkArgs & typeof defaults;

function zoneFaults({ zones, availableZones }: Checked): Fault[] {
  if (availableZones === undefined || zones <= availableZones.length) return [];
  const reason = `the region has ${availableZones.length} (${availableZones.join(', ')}), ${zones} were asked for`;
  return [{ path: 'zones', reason, mend: 'Ask for fewer zones, or choose another region.' }];
}

/** S3 and DynamoDB stay inside AWS, free of charge. */
function gatewayEndpoints(name: string, vpc: awsx.ec2.Vpc, child: pulumi.CustomResourceOptions): void {
  const { region } = aws.getRegionOutput({}, child);
  const routeTableIds = vpc.routeTables.apply(tables => pulumi.all(tables.map(table => table.id)));
  for (const service of ['s3', 'dynamodb']) {
    new aws.ec2.VpcEndpoint(
      `${name}-${service}`,
      {
        vpcId: vpc.vpcId,
        vpcEndpointType: 'Gateway',
        serviceName: pulumi.interpolate`com.amazonaws.${region}.${service}`,
        routeTableIds,
      },
      child,
    );
  }
}

/** Other services by addresses of the network's own, which only the network itself may reach. */
function interfaceEndpoints(name: string, args: Checked, vpc: awsx.ec2.Vpc, child: pulumi.CustomResourceOptions) {
  const { region } = aws.getRegionOutput({}, child);
  const description = `Services of AWS for ${name}`;
  const group = new aws.ec2.SecurityGroup(`${name}-endpoints`, { vpcId: vpc.vpcId, description }, child);
  new aws.vpc.SecurityGroupIngressRule(
    `${name}-endpoints-ingress`,
    {
      securityGroupId: group.id,
      description: 'TLS from the network',
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      cidrIpv4: args.cidr,
    },
    child,
  );
  for (const service of new Set(args.interfaceEndpoints)) {
    new aws.ec2.VpcEndpoint(
      `${name}-${service.replaceAll('.', '-')}`,
      {
        vpcId: vpc.vpcId,
        vpcEndpointType: 'Interface',
        serviceName: pulumi.interpolate`com.amazonaws.${region}.${service}`,
        subnetIds: vpc.privateSubnetIds,
        securityGroupIds: [group.id],
        privateDnsEnabled: true,
      },
      child,
    );
  }
}
