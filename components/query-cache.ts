import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { checkArguments, defined, type Fault, faultsOf, required } from './internal/arguments.ts';
import { cacheAlarms } from './internal/cache-alarms.ts';
import { type CacheServer, nodesOf, serverless } from './internal/cache-servers.ts';
import { dataKey } from './internal/data-key.ts';
import { wholeNumber } from './internal/limits.ts';

export interface QueryCacheArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Nodes that are paid by the hour, or what is used alone, with a minimum. Default `nodes`. */
  readonly mode?: 'nodes' | 'serverless' | undefined;
  /** Nodes: 1 to 6; from 2 on a failing one is replaced without a pause. Default 1. */
  readonly nodes?: number | undefined;
  /** Type of the nodes. Default `cache.t4g.micro`, 0.5 GB. */
  readonly nodeType?: string | undefined;
  /** Serverless: GB at most, 1 to 5000. Default 1. */
  readonly maximumGigabytes?: number | undefined;
  /** Serverless: requests' units a second at most, 1,000 or more. Default 5,000. */
  readonly maximumUnitsPerSecond?: number | undefined;
  /** Days that daily copies are kept, 0 to 35. Default 0: answers can be computed again. */
  readonly snapshotDays?: number | undefined;
  /** Topic that is told of alarms. Default none: alarms show in CloudWatch alone. */
  readonly alarmTopicArn?: pulumi.Input<string> | undefined;
}

const defaults = {
  mode: 'nodes' as 'nodes' | 'serverless',
  nodes: 1,
  nodeType: 'cache.t4g.micro',
  maximumGigabytes: 1,
  maximumUnitsPerSecond: 5_000,
  snapshotDays: 0,
};

const schema = v.object({
  vpcId: required,
  subnetIds: required,
  mode: v.picklist(['nodes', 'serverless'], 'there is no such mode | Give nodes or serverless.'),
  nodes: wholeNumber(1, 6),
  nodeType: v.pipe(
    v.string(),
    v.regex(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, 'it is no type of node | Write it as cache.t4g.micro.'),
  ),
  maximumGigabytes: wholeNumber(1, 5_000),
  maximumUnitsPerSecond: wholeNumber(1_000, 15_000_000),
  snapshotDays: wholeNumber(0, 35),
});

/**
 * The cache of answers: Valkey of ElastiCache, reached over TLS with a password that only Secrets Manager knows, from the
 * security groups that are let in. The secret is JSON: `url`, `host`, `port`, `username`, `password`.
 *
 * **Cost**: 730 h x $0.0128 = $9.34 a cache.t4g.micro node; serverless at least $6.13 (730 h x 0.1 GB x $0.084) and
 * $0.0023 a million units; key $1.00, secret $0.40, alarms $0.10 each.
 * (aws.amazon.com/elasticache/pricing, us-east-1, Valkey, November 2026)
 */
export class QueryCache extends pulumi.ComponentResource {
  readonly endpoint: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  /** The secret with the address and the password. */
  readonly secretArn: pulumi.Output<string>;
  /** Let a security group in by a rule on this one. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Key of the secret and of what is cached. */
  readonly keyArn: pulumi.Output<string>;
  readonly alarmNames: pulumi.Output<string[]>;

  /** @throws RunError that lists all wrong arguments; nothing is registered */
  constructor(name: string, given: QueryCacheArgs, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...defaults, ...defined(given) };
    checkArguments('QueryCache', name, [...faultsOf(schema, args), ...snapshotFaults(args)]);
    super('sophia:storage:QueryCache', name, {}, opts);
    const child = { parent: this };

    const description = `Cache of answers, ${name}`;
    const key = dataKey(name, description, child);
    const group = new aws.ec2.SecurityGroup(`${name}-security-group`, { vpcId: args.vpcId, description }, child);
    const place = { description, key, securityGroupId: group.id };
    const server = args.mode === 'nodes' ? nodesOf(name, args, place, child) : serverless(name, args, place, child);
    const secret = keepSecret(name, server, key, child);
    const alarms = cacheAlarms(name, server.alarmed, args.alarmTopicArn, child);

    this.endpoint = server.host;
    this.port = server.port;
    this.secretArn = secret.arn;
    this.securityGroupId = group.id;
    this.keyArn = key.arn;
    this.alarmNames = pulumi.all(alarms.map(alarm => alarm.name));
    this.registerOutputs({
      endpoint: this.endpoint,
      port: this.port,
      secretArn: this.secretArn,
      securityGroupId: this.securityGroupId,
      alarmNames: this.alarmNames,
    });
  }
}

type Checked = QueryCacheArgs & typeof defaults;

function snapshotFaults({ mode, nodeType, snapshotDays }: Checked): Fault[] {
  if (mode !== 'nodes' || snapshotDays === 0 || !nodeType.startsWith('cache.t1.')) return [];
  const reason = `${nodeType} makes no copies`;
  return [{ path: 'snapshotDays', reason, mend: 'Give 0, or choose a newer type of node.' }];
}

/** All that a client needs, in one secret: whoever may read it may connect. */
function keepSecret(name: string, server: CacheServer, key: aws.kms.Key, child: pulumi.CustomResourceOptions) {
  const secret = new aws.secretsmanager.Secret(
    `${name}-secret`,
    { description: `Address and password of ${name}`, kmsKeyId: key.arn, recoveryWindowInDays: 7 },
    child,
  );
  const { host, port, username, password } = server;
  const url = pulumi.interpolate`rediss://${username}:${password}@${host}:${port}`;
  new aws.secretsmanager.SecretVersion(
    `${name}-secret-value`,
    { secretId: secret.id, secretString: pulumi.jsonStringify({ url, host, port, username, password }) },
    child,
  );
  return secret;
}
