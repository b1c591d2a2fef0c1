import type * as pulumi from '@pulumi/pulumi';
import { Lakehouse } from '../components/lakehouse.ts';
import { Network } from '../components/network.ts';
import { QueryCache } from '../components/query-cache.ts';
import { SessionStore } from '../components/session-store.ts';
import { lakeTables } from './lake-tables.ts';
import { locked } from './locked.ts';
import { type ModelFiles, scanLimit } from './model.ts';
import type { Named } from './naming.ts';
import type { Settings } from './settings/schema.ts';

export interface Stores {
  readonly network: Network;
  readonly store: SessionStore;
  readonly cache: QueryCache;
  readonly lake: Lakehouse;
}

interface Context {
  readonly settings: Settings;
  readonly named: Named;
  readonly files: ModelFiles;
  readonly availableZones: readonly string[];
  readonly alarmTopicArn: pulumi.Output<string>;
  /** Key of logs. Default the service's own. */
  readonly logKeyArn: pulumi.Output<string> | undefined;
  readonly options: pulumi.ComponentResourceOptions;
}

/** The network, and what keeps data in it and beside it. */
export function stores({ settings, named, files, availableZones, alarmTopicArn, logKeyArn, options }: Context): Stores {
  const network = new Network(
    named('network'),
    {
      cidr: settings.cidr,
      zones: settings.zones,
      availableZones,
      nat: settings.nat,
      interfaceEndpoints: settings.interface_endpoints,
      logRetentionDays: settings.log_retention_days,
      logKeyArn,
    },
    options,
  );
  // What can't be made again is locked twice: AWS refuses to delete it, and so does Pulumi.
  const keeping = locked(settings, options);
  const store = new SessionStore(
    named('store'),
    {
      deletionProtection: settings.protect_data,
      replicaRegions: settings.replica_region === undefined ? [] : [settings.replica_region],
    },
    keeping,
  );
  const lake = new Lakehouse(
    named('lake'),
    {
      databaseName: `sophia_${settings.environment}`,
      tables: lakeTables(files.models),
      personas: Object.fromEntries(files.personas.map(persona => [persona.name, scanLimit(persona)])),
      replicaRegion: settings.replica_region,
      emptyOnDelete: !settings.protect_data,
    },
    keeping,
  );
  const cache = new QueryCache(
    named('cache'),
    {
      vpcId: network.vpcId,
      subnetIds: network.privateSubnetIds,
      mode: settings.cache_mode,
      nodes: settings.cache_nodes,
      nodeType: settings.cache_node_type,
      alarmTopicArn,
    },
    options,
  );
  return { network, store, cache, lake };
}
