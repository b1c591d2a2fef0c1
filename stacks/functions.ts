import type * as pulumi from '@pulumi/pulumi';
import { measure, publish, readCosts, secret, topic } from '../components/internal/grants.ts';
import type { FunctionVpc } from '../components/internal/vpc-access.ts';
import type { Network } from '../components/network.ts';
import { NodeFunction, type NodeFunctionArgs } from '../components/node-function.ts';
import type { UserDirectory } from '../components/user-directory.ts';
import { entryOf, filesOf } from './bundles.ts';
import {
  cacheEnvironment,
  dashboardEnvironment,
  type Later,
  metricsNamespace,
  runtimeEnvironment,
} from './environment.ts';
import { answeringGrants, cacheGrant, dashboardGrants } from './grants.ts';
import type { Named } from './naming.ts';
import { preparedNames } from './prepared.ts';
import type { Settings } from './settings/schema.ts';
import type { Stores } from './stores.ts';

export interface Functions {
  readonly orchestrator: NodeFunction;
  readonly generator: NodeFunction;
  readonly costReporter: NodeFunction;
}

interface Context {
  readonly settings: Settings;
  readonly named: Named;
  readonly stores: Stores;
  readonly users: UserDirectory;
  readonly later: Later;
  /** Key of logs. Default the service's own. */
  readonly logKeyArn: pulumi.Output<string> | undefined;
  readonly options: pulumi.ComponentResourceOptions;
}

/** The functions behind the API, and the one that adds up costs. */
export function functions({ settings, named, stores, users, later, logKeyArn, options }: Context): Functions {
  const { network, cache } = stores;
  const { alarmTopic } = later;
  const make = (part: Parameters<typeof entryOf>[0], args: Omit<NodeFunctionArgs, 'entry'>) =>
    new NodeFunction(
      named(part),
      {
        entry: entryOf(part),
        files: filesOf(part, settings),
        logRetentionDays: settings.log_retention_days,
        logKeyArn,
        ...args,
      },
      options,
    );
  // Without NAT it caches by itself.
  const inside = settings.nat !== 'none';
  const answering: Omit<NodeFunctionArgs, 'entry'> = {
    environment: {
      ...runtimeEnvironment(settings, stores, users),
      ...preparedNames(settings),
      ...(inside && cacheEnvironment(stores)),
    },
    grants: [...answeringGrants(settings, stores, users), ...(inside ? [cacheGrant(stores)] : [])],
    memoryMegabytes: 1_024,
    vpc: within(settings, network, [{ securityGroupId: cache.securityGroupId, port: cache.port }]),
    provisionedConcurrency: settings.provisioned_concurrency,
  };
  return {
    orchestrator: make('query-orchestrator', { description: 'Answers questions', ...answering }),
    generator: make('dashboard-generator', {
      ...answering,
      description: 'Keeps, shows and makes dashboards; checks alerts and sends reports',
      environment: { ...answering.environment, ...dashboardEnvironment(settings, stores, later) },
      grants: [...(answering.grants ?? []), ...dashboardGrants(settings, stores, later)],
      // The gateway waits no longer than for the others; a round of alerts and reports may take minutes.
      timeoutSeconds: 300,
      schedule: 'rate(1 minute)',
    }),
    costReporter: make('cost-reporter', {
      description: 'Writes what the month has cost so far as a metric',
      environment: {
        SOPHIA_ENVIRONMENT: settings.environment,
        SOPHIA_METRICS_NAMESPACE: metricsNamespace,
        SOPHIA_ALARM_TOPIC_ARN: alarmTopic.arn,
        ...(settings.slack_secret_arn !== undefined && { SOPHIA_SLACK_SECRET_ARN: settings.slack_secret_arn }),
      },
      grants: [
        readCosts(),
        measure(metricsNamespace),
        publish(topic(alarmTopic.arn, alarmTopic.keyArn)),
        ...(settings.slack_secret_arn === undefined ? [] : [secret(settings.slack_secret_arn)]),
      ],
      schedule: 'cron(0 6 * * ? *)',
      memoryMegabytes: 256,
      vpc: within(settings, network),
    }),
  };
}

/**
 * Where functions run: in the network, whose rules let them out by TLS alone and to what is named. Without NAT they would
 * reach nothing else there, so they stay outside.
 */
export const within = (
  { nat }: Settings,
  { vpcId, privateSubnetIds }: Network,
  reaches: FunctionVpc['reaches'] = [],
): FunctionVpc | undefined => (nat === 'none' ? undefined : { vpcId, subnetIds: privateSubnetIds, reaches });
