import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as random from '@pulumi/random';
import type { Alarmed } from './cache-alarms.ts';

/** A running cache, however it is paid for. */
export interface CacheServer {
  readonly host: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  readonly username: string;
  readonly password: pulumi.Output<string>;
  /** What alarms watch. */
  readonly alarmed: Alarmed;
}

interface Place {
  readonly description: string;
  readonly key: aws.kms.Key;
  readonly securityGroupId: pulumi.Input<string>;
}
interface Settings {
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly nodes: number;
  readonly nodeType: string;
  readonly maximumGigabytes: number;
  readonly maximumUnitsPerSecond: number;
  readonly snapshotDays: number;
}
type Child = pulumi.CustomResourceOptions;

const port = 6379;

/** Letters and digits alone: it is part of a URL. */
const password = (name: string, child: Child) =>
  new random.RandomPassword(`${name}-password`, { length: 64, special: false }, child).result;

/** One primary and its replicas. */
export function nodesOf(name: string, args: Settings, place: Place, child: Child): CacheServer {
  const subnets = new aws.elasticache.SubnetGroup(`${name}-subnets`, { subnetIds: args.subnetIds }, child);
  const authToken = password(name, child);
  const group = new aws.elasticache.ReplicationGroup(
    `${name}-group`,
    {
      description: place.description,
      engine: 'valkey',
      engineVersion: '8.0',
      nodeType: args.nodeType,
      numCacheClusters: args.nodes,
      automaticFailoverEnabled: args.nodes > 1,
      multiAzEnabled: args.nodes > 1,
      // When memory is full, what was least used of what expires goes; all answers do.
      parameterGroupName: 'default.valkey8',
      subnetGroupName: subnets.name,
      securityGroupIds: [place.securityGroupId],
      port,
      transitEncryptionEnabled: true,
      atRestEncryptionEnabled: true,
      kmsKeyId: place.key.arn,
      authToken,
      authTokenUpdateStrategy: 'ROTATE',
      snapshotRetentionLimit: args.snapshotDays,
      autoMinorVersionUpgrade: true,
      maintenanceWindow: 'sun:03:00-sun:04:00',
      applyImmediately: true,
    },
    child,
  );
  return {
    host: group.primaryEndpointAddress,
    port: pulumi.output(port),
    username: 'default',
    password: authToken,
    alarmed: { kind: 'nodes', groupId: group.replicationGroupId, nodes: args.nodes },
  };
}

/** Grows and shrinks by itself. It knows users instead of one token. */
export function serverless(name: string, args: Settings, place: Place, child: Child): CacheServer {
  const secret = password(name, child);
  const username = 'sophia';
  const user = new aws.elasticache.User(
    `${name}-user`,
    {
      userId: `${name}-user`.toLowerCase(),
      userName: username,
      engine: 'valkey',
      // Data and statistics; nothing that changes the server.
      accessString: 'on ~* -@all +@read +@write +@connection +@scripting +@transaction +info +dbsize -@dangerous',
      authenticationMode: { type: 'password', passwords: [secret] },
    },
    child,
  );
  const users = new aws.elasticache.UserGroup(
    `${name}-users`,
    { userGroupId: `${name}-users`.toLowerCase(), engine: 'valkey', userIds: [user.userId] },
    child,
  );
  const cache = new aws.elasticache.ServerlessCache(
    `${name}-cache`,
    {
      name: name.toLowerCase(),
      description: place.description,
      engine: 'valkey',
      majorEngineVersion: '8',
      cacheUsageLimits: {
        dataStorage: { maximum: args.maximumGigabytes, unit: 'GB' },
        ecpuPerSeconds: [{ maximum: args.maximumUnitsPerSecond }],
      },
      subnetIds: args.subnetIds,
      securityGroupIds: [place.securityGroupId],
      kmsKeyId: place.key.arn,
      userGroupId: users.userGroupId,
      snapshotRetentionLimit: args.snapshotDays,
    },
    child,
  );
  return {
    host: cache.endpoints.apply(endpoints => endpoints[0]?.address ?? ''),
    port: pulumi.output(port),
    username,
    password: secret,
    alarmed: { kind: 'serverless', cacheName: cache.name, maximumBytes: args.maximumGigabytes * 1024 ** 3 },
  };
}
