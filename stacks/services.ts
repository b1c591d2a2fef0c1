import type * as pulumi from '@pulumi/pulumi';
import { DashboardService, type OffHours } from '../components/dashboard-service.ts';
import { OrchestratorApi } from '../components/orchestrator-api.ts';
import type { UserDirectory } from '../components/user-directory.ts';
import { apiRoutes } from './api-routes.ts';
import {
  cacheEnvironment,
  dashboardEnvironment,
  documentEnvironment,
  type Later,
  runtimeEnvironment,
} from './environment.ts';
import type { Functions } from './functions.ts';
import { answeringGrants, cacheGrant, dashboardGrants, documentGrants } from './grants.ts';
import type { Named } from './naming.ts';
import type { Settings } from './settings/schema.ts';
import type { Stores } from './stores.ts';

interface Context {
  readonly settings: Settings;
  readonly named: Named;
  readonly stores: Stores;
  readonly users: UserDirectory;
  readonly functions: Functions;
  readonly later: Later;
  /** Key of logs. Default the service's own. */
  readonly logKeyArn: pulumi.Output<string> | undefined;
  readonly options: pulumi.ComponentResourceOptions;
}

/** What people and programs reach: the API, and the server of the dashboards. */
export function services(context: Context) {
  const site = dashboards(context);
  return { api: api(context, site), dashboards: site };
}

function api(
  { settings, named, users, functions, logKeyArn, options }: Context,
  site: DashboardService,
): OrchestratorApi {
  const { api_domain_name: name, certificate_arn, domain_name, hosted_zone_id } = settings;
  return new OrchestratorApi(
    named('api'),
    {
      functions: { orchestrator: functions.orchestrator, generator: functions.generator },
      routes: apiRoutes(),
      userPoolArn: users.userPoolArn,
      corsOrigin: domain_name === undefined ? undefined : `https://${domain_name}`,
      // One firewall for both: it is paid by itself and by its rules.
      firewallArn: site.firewallArn,
      logRetentionDays: settings.log_retention_days,
      logKeyArn,
      domain:
        name === undefined || certificate_arn === undefined
          ? undefined
          : { name, certificateArn: certificate_arn, zoneId: hosted_zone_id },
    },
    options,
  );
}

function dashboards({ settings, named, stores, users, later, logKeyArn, options }: Context): DashboardService {
  const { network, cache } = stores;
  const { domain_name: name, hosted_zone_id, failover_host } = settings;
  // With failover, the record of the name is the failover's.
  const zoneId = failover_host === undefined ? hosted_zone_id : undefined;
  return new DashboardService(
    named('dashboards'),
    {
      vpcId: network.vpcId,
      publicSubnetIds: network.publicSubnetIds,
      // Without NAT, tasks in private subnets could fetch neither their image nor the keys of Cognito.
      privateSubnetIds: settings.nat === 'none' ? undefined : network.privateSubnetIds,
      image:
        settings.image_digest === undefined
          ? { build: { context: '.', dockerfile: 'dashboard/server/Dockerfile' } }
          : { digest: settings.image_digest },
      certificateArn: settings.certificate_arn,
      domain: name === undefined ? undefined : { name, zoneId },
      environment: {
        ...runtimeEnvironment(settings, stores, users),
        ...dashboardEnvironment(settings, stores, later),
        ...documentEnvironment(stores),
        ...cacheEnvironment(stores),
      },
      grants: [
        ...answeringGrants(settings, stores, users),
        ...dashboardGrants(settings, stores, later),
        ...documentGrants(stores),
        cacheGrant(stores),
      ],
      reaches: [{ securityGroupId: cache.securityGroupId, port: cache.port }],
      cpuUnits: settings.task_cpu_units,
      memoryMegabytes: settings.task_memory_megabytes,
      minimumTasks: settings.minimum_tasks,
      maximumTasks: settings.maximum_tasks,
      spotShare: settings.spot_percent / 100,
      offHours: offHours(settings),
      logRetentionDays: settings.log_retention_days,
      logKeyArn,
      deletionProtection: settings.protect_data,
    },
    options,
  );
}

function offHours({ off_hours_from, off_hours_to, off_hours_tasks, timezone }: Settings): OffHours | undefined {
  if (off_hours_from === undefined || off_hours_to === undefined) return undefined;
  return { from: off_hours_from, to: off_hours_to, tasks: off_hours_tasks, timezone };
}
