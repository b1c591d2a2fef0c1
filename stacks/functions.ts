import type * as pulumi from '@pulumi/pulumi';
import { measure, publish, readCosts, topic } from '../components/internal/grants.ts';
import { NodeFunction, type NodeFunctionArgs } from '../components/node-function.ts';
import type { UserDirectory } from '../components/user-directory.ts';
import { entryOf, modelFiles } from './bundles.ts';
import { cacheEnvironment, metricsNamespace, runtimeEnvironment } from './environment.ts';
import { answeringGrants, cacheGrant } from './grants.ts';
import type { Named } from './naming.ts';
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
  readonly alarmTopic: { readonly arn: pulumi.Output<string>; readonly keyArn: pulumi.Output<string> };
  readonly options: pulumi.ComponentResourceOptions;
}

/** The functions behind the API, and the one that adds up costs. */
export function functions({ settings, named, stores, users, alarmTopic, options }: Context): Functions {
  const { network, cache } = stores;
  const make = (part: Parameters<typeof entryOf>[0], args: Omit<NodeFunctionArgs, 'entry'>) =>
    new NodeFunction(
      named(part),
      { entry: entryOf(part), logRetentionDays: settings.log_retention_days, ...args },
      options,
    );
  // Without NAT a function in the network would reach the cache and nothing else: it stays outside and caches by itself.
  const inside = settings.nat !== 'none';
  const answering: Omit<NodeFunctionArgs, 'entry'> = {
    environment: { ...runtimeEnvironment(settings, stores, users), ...(inside && cacheEnvironment(stores)) },
    files: modelFiles(settings),
    grants: [...answeringGrants(settings, stores, users), ...(inside ? [cacheGrant(stores)] : [])],
    memoryMegabytes: 1_024,
    vpc: inside
      ? {
          vpcId: network.vpcId,
          subnetIds: network.privateSubnetIds,
          reaches: [{ securityGroupId: cache.securityGroupId, port: cache.port }],
        }
      : undefined,
    deadLetterQueue: false,
    provisionedConcurrency: settings.provisioned_concurrency,
  };
  return {
    orchestrator: make('query-orchestrator', { description: 'Answers questions', ...answering }),
    generator: make('dashboard-generator', { description: 'Makes and changes dashboards', ...answering }),
    costReporter: make('cost-reporter', {
      description: 'Writes what the month has cost so far as a metric',
      environment: {
        SOPHIA_ENVIRONMENT: settings.environment,
        SOPHIA_METRICS_NAMESPACE: metricsNamespace,
        SOPHIA_ALARM_TOPIC_ARN: alarmTopic.arn,
      },
      grants: [readCosts(), measure(metricsNamespace), publish(topic(alarmTopic.arn, alarmTopic.keyArn))],
      schedule: 'cron(0 6 * * ? *)',
      memoryMegabytes: 256,
    }),
  };
}
