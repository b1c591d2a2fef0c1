import * as pulumi from '@pulumi/pulumi';
import type { UserDirectory } from '../components/user-directory.ts';
import { folderOf } from './model.ts';
import type { Settings } from './settings/schema.ts';
import type { Stores } from './stores.ts';

/** Namespace of the metrics that the platform writes itself. */
export const metricsNamespace = 'Sophia';

/** What whoever answers questions is told of the stack: never a secret, only where one is kept. */
export function runtimeEnvironment(settings: Settings, { store, lake }: Stores, users: UserDirectory): Environment {
  const { sessions, conversations, ledger, audit } = store.tables;
  const workgroups = Object.fromEntries(Object.entries(lake.workgroups).map(([persona, { name }]) => [persona, name]));
  return given({
    SOPHIA_ENVIRONMENT: settings.environment,
    SOPHIA_MODEL_FILE: settings.model_file,
    SOPHIA_PERSONAS_FILE: settings.personas_file,
    SOPHIA_SESSIONS_TABLE: sessions.name,
    SOPHIA_CONVERSATIONS_TABLE: conversations.name,
    SOPHIA_LEDGER_TABLE: ledger.name,
    SOPHIA_AUDIT_TABLE: audit.name,
    SOPHIA_ATHENA_DATABASE: lake.databaseName,
    SOPHIA_ATHENA_WORKGROUPS: pulumi.jsonStringify(workgroups),
    SOPHIA_USER_POOL_ID: users.userPoolId,
    SOPHIA_USER_POOL_CLIENT_ID: users.pageClientId,
    SOPHIA_METRICS_NAMESPACE: metricsNamespace,
    SOPHIA_LANGUAGE_MODEL: settings.language_model,
    SOPHIA_BACKEND_URL: settings.backend_url,
  });
}

/** What is made after those who are told of it. */
export interface Later {
  /** The topic of alarms, which dashboards' alerts and reports are told to as well. */
  readonly alarmTopic: { readonly arn: pulumi.Output<string>; readonly keyArn: pulumi.Output<string> };
  /** Where people open the page. */
  readonly pageUrl: pulumi.Output<string>;
}

/** What whoever serves dashboards is told besides. */
export const dashboardEnvironment = (settings: Settings, { store, lake }: Stores, later: Later): Environment =>
  given({
    SOPHIA_DASHBOARDS_TABLE: store.tables.dashboards.name,
    SOPHIA_DASHBOARDS_FOLDER: folderOf(settings),
    SOPHIA_PRECOMPUTE_CENTS: String(settings.precompute_cents),
    SOPHIA_RESULTS_BUCKET: lake.buckets.results.name,
    SOPHIA_PAGE_URL: later.pageUrl,
    SOPHIA_EMBED_ORIGINS: settings.embed_origins.length === 0 ? undefined : settings.embed_origins.join(','),
    SOPHIA_ALARM_TOPIC_ARN: later.alarmTopic.arn,
    SOPHIA_SLACK_SECRET_ARN: settings.slack_secret_arn,
  });

/** Of documents: for whoever serves them. */
export const documentEnvironment = ({ lake }: Stores): Environment => ({
  SOPHIA_DOCUMENTS_BUCKET: lake.buckets.documents.name,
});

/** Of what is kept in the cache: for whoever is in its network. */
export const cacheEnvironment = ({ cache }: Stores): Environment => ({ SOPHIA_CACHE_SECRET_ARN: cache.secretArn });

type Environment = Readonly<Record<string, pulumi.Input<string>>>;

const given = (variables: Readonly<Record<string, pulumi.Input<string> | undefined>>): Environment =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)) as Environment;
