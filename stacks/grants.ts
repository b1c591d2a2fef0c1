import {
  append,
  bucket,
  invoke,
  measure,
  model,
  publish,
  query,
  read,
  secret,
  signIn,
  table,
  topic,
  write,
} from '../components/internal/grants.ts';
import type { Grant } from '../components/internal/policy.ts';
import type { UserDirectory } from '../components/user-directory.ts';
import { type Later, metricsNamespace } from './environment.ts';
import type { Settings } from './settings/schema.ts';
import type { Stores } from './stores.ts';

/** What whoever answers questions may do: the orchestrator and the server of the dashboards. */
export function answeringGrants(settings: Settings, stores: Stores, users: UserDirectory): Grant[] {
  const { store, lake } = stores;
  const { audit, dashboards: _, ...others } = store.tables;
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

/** What whoever serves dashboards may do besides. */
export function dashboardGrants(settings: Settings, { store, lake }: Stores, { alarmTopic }: Later): Grant[] {
  const kept = table(store.tables.dashboards.arn, store.keyArn);
  const files = bucket(lake.buckets.results.arn, { keyArn: lake.keyArn, prefix: 'reports/' });
  return [
    ...[kept, files].flatMap(each => [read(each), write(each)]),
    publish(topic(alarmTopic.arn, alarmTopic.keyArn)),
    ...(settings.slack_secret_arn === undefined ? [] : [secret(settings.slack_secret_arn)]),
  ];
}

/** What whoever serves documents may do besides: their files and texts are in a bucket that nobody else reads. */
export function documentGrants({ lake }: Stores): Grant[] {
  const files = bucket(lake.buckets.documents.arn, { keyArn: lake.keyArn });
  return [read(files), write(files)];
}

/** Connecting to the cache: for whoever is in its network. */
export const cacheGrant = ({ cache }: Stores): Grant => secret(cache.secretArn, cache.keyArn);
