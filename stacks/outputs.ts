import * as pulumi from '@pulumi/pulumi';
import type { DashboardService } from '../components/dashboard-service.ts';
import type { Monitoring } from '../components/monitoring.ts';
import type { OrchestratorApi } from '../components/orchestrator-api.ts';
import type { UserDirectory } from '../components/user-directory.ts';
import type { Estimate } from './cost/estimate.ts';
import type { Stores } from './stores.ts';

/** What other services read by StackReference: a contract, names stay. */
export interface Outputs {
  readonly dashboard_platform_url: pulumi.Output<string>;
  readonly ceo_dashboard_url: pulumi.Output<string>;
  readonly knowledge_dashboard_url: pulumi.Output<string>;
  readonly project_dashboard_url: pulumi.Output<string>;
  readonly ai_generator_url: pulumi.Output<string>;
  readonly api_url: pulumi.Output<string>;
  readonly cluster_name: pulumi.Output<string>;
  readonly service_name: pulumi.Output<string>;
  readonly user_pool_id: pulumi.Output<string>;
  readonly user_pool_client_id: pulumi.Output<string>;
  readonly sessions_table: pulumi.Output<string>;
  readonly conversations_table: pulumi.Output<string>;
  readonly cache_endpoint: pulumi.Output<string>;
  readonly alarm_topic_arn: pulumi.Output<string>;
  /** Dollars a month while nobody asks anything, by the table of prices in stacks/cost/prices.ts. */
  readonly monthly_cost_estimate_usd: number;
}

interface Parts {
  readonly stores: Stores;
  readonly users: UserDirectory;
  readonly api: OrchestratorApi;
  readonly dashboards: DashboardService;
  readonly monitoring: Monitoring;
  readonly cost: Estimate;
}

export function outputs({ stores, users, api, dashboards, monitoring, cost }: Parts): Outputs {
  const page = (path: string) => pulumi.interpolate`${dashboards.url}/dashboards/${path}`;
  return {
    dashboard_platform_url: dashboards.url,
    ceo_dashboard_url: page('ceo'),
    knowledge_dashboard_url: page('knowledge'),
    project_dashboard_url: page('project'),
    ai_generator_url: api.url,
    api_url: api.url,
    cluster_name: dashboards.clusterName,
    service_name: dashboards.serviceName,
    user_pool_id: users.userPoolId,
    user_pool_client_id: users.pageClientId,
    sessions_table: stores.store.tables.sessions.name,
    conversations_table: stores.store.tables.conversations.name,
    cache_endpoint: stores.cache.endpoint,
    alarm_topic_arn: monitoring.topicArn,
    monthly_cost_estimate_usd: Math.round(cost.atRest / 10_000) / 100,
  };
}
