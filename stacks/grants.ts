import {
  append,
  bucket,
  invoke,
  measure,
  model,
  query,
  read,
  secret,
  signIn,
  table,
  write,
} from '../components/internal/grants.ts';
import type { Grant } from '../components/internal/policy.ts';
import type { UserDirectory } from '../components/user-directory.ts';
import { metricsNamespace } from './environment.ts';
import type { Settings } from './settings/schema.ts';
import type { Stores } from './stores.ts';

/** What whoever answers questions may do: the orchestrator and the server of the dashboards. */
export function answeringGrants(settings: Settings, stores: Stores, users: UserDirectory): Grant[] {
  const { store, lake } = stores;
  const { audit, ...others } = store.tables;
  const kept = Object.values(others).map(({ arn }) => table(arn, store.keyArn));
  return [
    ...kept.flatMap(each => [read(each), write(each)]),
    // What happened is added and read, never changed.
    read(table(audit.arn, store.keyArn)),
    append(table(audit.arn, store.keyArn)),
    ...Object.values(lake.workgroups).map(workgroup => query(workgroup, lake.databaseName)),
    read(bucket(lake.buckets.curated.arn, { keyArn: lake.keyArn })),
    // Athena reads and writes results in the name of who asks.
    read(bucket(lake.buckets.results.arn, { keyArn: lake.keyArn, prefix: 'athena/' })),
    write(bucket(lake.buckets.results.arn, { keyArn: lake.keyArn, prefix: 'athena/' })),
    signIn(users.userPoolArn),
    measure(metricsNamespace),
    ...(settings.language_model === undefined ? [] : [invoke(model(settings.language_model))]),
  ];
}

/** Connecting to the cache: for whoever is in its network. */
export const cacheGrant = ({ cache }: Stores): Grant => secret(cache.secretArn, cache.keyArn);
