import type * as pulumi from '@pulumi/pulumi';
import { append, bucket, read, table } from '../components/internal/grants.ts';
import { NodeFunction } from '../components/node-function.ts';
import { UserDirectory } from '../components/user-directory.ts';
import { entryOf } from './bundles.ts';
import { metricsNamespace } from './environment.ts';
import { within } from './functions.ts';
import { locked } from './locked.ts';
import type { Named } from './naming.ts';
import type { Settings } from './settings/schema.ts';
import type { Stores } from './stores.ts';

/** Roles, as groups of the pool; tokens carry them. */
const roles = {
  administrators: 'See every persona, manage people and dashboards',
  analysts: 'Ask questions and make dashboards',
  viewers: 'Look at dashboards',
};

/** Where the file of people with their bcrypt hashes lies during the change. */
const usersFile = 'migration/users.json';

interface Context {
  readonly settings: Settings;
  readonly named: Named;
  readonly stores: Stores;
  /** Key of logs. Default the service's own. */
  readonly logKeyArn: pulumi.Output<string> | undefined;
  readonly options: pulumi.ComponentResourceOptions;
}

export interface People {
  readonly users: UserDirectory;
  /** Takes people over from the file. */
  readonly migration: NodeFunction;
}

/** The directory of people, and what takes them over from the file at their first sign-in. */
export function people({ settings, named, stores, logKeyArn, options }: Context): People {
  const { network, store, lake } = stores;
  const migration = new NodeFunction(
    named('user-migration'),
    {
      entry: entryOf('user-migration'),
      description: 'Takes people over from the users file at their first sign-in',
      environment: {
        SOPHIA_USERS_BUCKET: lake.buckets.raw.name,
        SOPHIA_USERS_KEY: usersFile,
        SOPHIA_AUDIT_TABLE: store.tables.audit.name,
        SOPHIA_METRICS_NAMESPACE: metricsNamespace,
      },
      grants: [
        read(bucket(lake.buckets.raw.arn, { keyArn: lake.keyArn, prefix: 'migration/' })),
        append(table(store.tables.audit.arn, store.keyArn)),
      ],
      // Cognito waits five seconds, and hashes are slow on purpose: processor time comes with memory.
      timeoutSeconds: 5,
      memoryMegabytes: 1_769,
      logRetentionDays: settings.log_retention_days,
      logKeyArn,
      vpc: within(settings, network),
    },
    options,
  );
  const origin = settings.domain_name === undefined ? 'http://localhost:8080' : `https://${settings.domain_name}`;
  const users = new UserDirectory(
    named('users'),
    {
      callbackUrls: [`${origin}/`],
      groups: roles,
      mfa: settings.mfa,
      threatProtection: settings.threat_protection,
      migration,
      deletionProtection: settings.protect_data,
    },
    locked(settings, options),
  );
  return { users, migration };
}
