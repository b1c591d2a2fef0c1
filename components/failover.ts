import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { checkArguments, defined, type Fault, faultsOf, required } from './internal/arguments.ts';
import { wholeNumber } from './internal/limits.ts';
import { type ReplicatedBucket, replicate } from './internal/replication.ts';

export interface FailoverArgs {
  /** Hosted zone of the name. */
  readonly zoneId: pulumi.Input<string>;
  /** The name that people know, such as `dashboards.example.com`. */
  readonly domainName: string;
  /** Where it is served usually. */
  readonly primary: FailoverTarget;
  /** Where it is served when the first is not well, in another region. */
  readonly secondary: FailoverTarget;
  /** What is asked to know whether one is well. Default `/health`. */
  readonly healthPath?: string | undefined;
  /** Times in a row, every 30 seconds, that it must not be well. Default 2. */
  readonly failureThreshold?: number | undefined;
  /** Buckets whose objects are copied to the second region; both must have versions. Default none. */
  readonly buckets?: Readonly<Record<string, ReplicatedBucket>> | undefined;
  /** An alarm that also counts as not well, such as the one of a Monitoring. Default none. */
  readonly alarmName?: pulumi.Input<string> | undefined;
}

export interface FailoverTarget {
  /** Name of the load balancer. */
  readonly dnsName: pulumi.Input<string>;
  /** Hosted zone of the load balancer itself. */
  readonly zoneId: pulumi.Input<string>;
}

const defaults = { healthPath: '/health', failureThreshold: 2 };
const target = v.object({ dnsName: required, zoneId: required });
const schema = v.object({
  zoneId: required,
  primary: target,
  secondary: target,
  domainName: v.pipe(
    v.string(),
    v.regex(
      /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/,
      'it is no host name | Write it as dashboards.example.com.',
    ),
  ),
  healthPath: v.pipe(v.string(), v.regex(/^\/[\w./-]*$/, 'it is no path | Write it as /health.')),
  failureThreshold: wholeNumber(1, 10),
});

/**
 * A second region that stands in: one name whose records follow a health check, and buckets whose objects are copied
 * within fifteen minutes.
 *
 * **Cost**: health check of a place in AWS $0.50 + over TLS $1.00 + latency $1.00 = $2.50;
 * with an alarm $0.50 more and $0.50 for both together; copies $0.02 a GB between regions, time control $0.015 a GB, and
 * their storage. (aws.amazon.com/route53/pricing, /s3/pricing, us-east-1, November 2026)
 */
export class Failover extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  readonly healthCheckId: pulumi.Output<string>;

  /** @throws RunError that lists all wrong arguments; nothing is registered */
  constructor(name: string, given: FailoverArgs, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...defaults, ...defined(given) };
    checkArguments('Failover', name, [...faultsOf(schema, args), ...sameTarget(args), ...partFaults(name, args)]);
    super('sophia:delivery:Failover', name, {}, opts);
    const child = { parent: this };
    const check = healthCheck(name, args, child);
    record(name, 'primary', args, args.primary, child, check.id);
    record(name, 'secondary', args, args.secondary, child);
    for (const [part, bucket] of Object.entries(args.buckets ?? {})) replicate(`${name}-${part}`, bucket, child);
    this.url = pulumi.output(`https://${args.domainName}`);
    this.healthCheckId = check.id;
    this.registerOutputs({ url: this.url, healthCheckId: this.healthCheckId });
  }
}

type Checked = FailoverArgs & typeof defaults;
type Child = pulumi.CustomResourceOptions;

function sameTarget({ primary, secondary }: Checked): Fault[] {
  if (typeof primary?.dnsName !== 'string' || primary.dnsName !== secondary?.dnsName) return [];
  const reason = 'it is the same place as the primary';
  return [{ path: 'secondary.dnsName', reason, mend: 'Give the load balancer of another region.' }];
}

/** Letters of a role's name, less those that Pulumi and this component add. */
const longestPart = 64 - 8 - '--copy-role'.length;

/** Roles of copies are named after the component and the bucket. */
const partFaults = (name: string, { buckets = {} }: Checked): Fault[] =>
  Object.keys(buckets)
    .filter(part => name.length + part.length > longestPart)
    .map(part => ({
      path: `buckets.${part}`,
      reason: 'with the name of the component it is longer than AWS takes for a role',
      mend: `Give it ${Math.max(1, longestPart - name.length)} letters at most, or shorten the component's name.`,
    }));

/** The first place is asked by its own name: by that of the service, the answer could be the second's. */
function healthCheck(name: string, args: Checked, child: Child): aws.route53.HealthCheck {
  const served = new aws.route53.HealthCheck(
    `${name}-served`,
    {
      type: 'HTTPS',
      fqdn: args.primary.dnsName,
      port: 443,
      resourcePath: args.healthPath,
      requestInterval: 30,
      failureThreshold: args.failureThreshold,
      // Load balancers answer with the certificate of the service's name.
      enableSni: true,
      measureLatency: true,
    },
    child,
  );
  if (args.alarmName === undefined) return served;
  const alarmed = new aws.route53.HealthCheck(
    `${name}-alarmed`,
    {
      type: 'CLOUDWATCH_METRIC',
      cloudwatchAlarmName: args.alarmName,
      cloudwatchAlarmRegion: aws.getRegionOutput({}, child).region,
      insufficientDataHealthStatus: 'LastKnownStatus',
    },
    child,
  );
  return new aws.route53.HealthCheck(
    `${name}-well`,
    { type: 'CALCULATED', childHealthThreshold: 2, childHealthchecks: [served.id, alarmed.id] },
    child,
  );
}

const record = (
  name: string,
  role: 'primary' | 'secondary',
  args: Checked,
  target: FailoverTarget,
  child: Child,
  healthCheckId?: pulumi.Input<string>,
) =>
  new aws.route53.Record(
    `${name}-${role}`,
    {
      zoneId: args.zoneId,
      name: args.domainName,
      type: 'A',
      setIdentifier: role,
      failoverRoutingPolicies: [{ type: role.toUpperCase() }],
      healthCheckId,
      aliases: [{ name: target.dnsName, zoneId: target.zoneId, evaluateTargetHealth: true }],
    },
    child,
  );
