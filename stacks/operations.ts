import type * as pulumi from '@pulumi/pulumi';
import { AuditTrail } from '../components/audit-trail.ts';
import type { DashboardService } from '../components/dashboard-service.ts';
import { DeliveryPipeline } from '../components/delivery-pipeline.ts';
import { Failover } from '../components/failover.ts';
import { Monitoring } from '../components/monitoring.ts';
import type { NodeFunction } from '../components/node-function.ts';
import type { OrchestratorApi } from '../components/orchestrator-api.ts';
import { SpendBudget } from '../components/spend-budget.ts';
import { metricsNamespace } from './environment.ts';
import type { Functions } from './functions.ts';
import type { Named } from './naming.ts';
import type { Settings } from './settings/schema.ts';
import type { Stores } from './stores.ts';

interface Context {
  readonly settings: Settings;
  readonly named: Named;
  readonly stores: Stores;
  readonly functions: Functions;
  readonly migration: NodeFunction;
  readonly api: OrchestratorApi;
  readonly dashboards: DashboardService;
  readonly options: pulumi.ComponentResourceOptions;
}

/** What watches the platform, keeps its spending in bounds, delivers it and stands in for it. */
export function operations(context: Context): Monitoring {
  const { settings, named, stores, functions, migration, api, dashboards, options } = context;
  const monitoring = new Monitoring(
    named('monitoring'),
    {
      emails: settings.alarm_emails,
      service: dashboards,
      api,
      // A wrong password ends its call with an error, as Cognito wants it.
      functions: { ...functions, userMigration: { ...migration, errorsAreAnswers: true } },
      namespace: metricsNamespace,
      monthlyDollars: settings.monthly_budget_dollars,
      dashboards: settings.dashboards,
      costAnomalies: settings.environment === 'production',
    },
    options,
  );
  new SpendBudget(
    named('budget'),
    {
      monthlyDollars: settings.monthly_budget_dollars,
      emails: settings.alarm_emails.slice(0, 10),
      topicArn: monitoring.topicArn,
      rightSizing: settings.right_sizing,
    },
    options,
  );
  const { raw, curated, documents } = stores.lake.buckets;
  if (settings.audit_trail || settings.audit_configuration || settings.audit_threat_detection) {
    new AuditTrail(
      named('audit'),
      {
        trail: settings.audit_trail,
        configuration: settings.audit_configuration,
        threatDetection: settings.audit_threat_detection,
        logRetentionDays: settings.log_retention_days,
        // Who read whose data and documents; results are computed again.
        dataBucketArns: [raw, curated, documents].map(({ arn }) => arn),
        topicArn: monitoring.topicArn,
      },
      options,
    );
  }
  deliver(context, monitoring);
  standIn(context, monitoring);
  return monitoring;
}

function deliver({ settings, named, api, dashboards, options }: Context, monitoring: Monitoring): void {
  const { delivery_repository, delivery_connection_arn, delivery_role_arn, delivery_token_secret_arn } = settings;
  if (!delivery_repository || !delivery_connection_arn || !delivery_role_arn) return;
  new DeliveryPipeline(
    named('delivery'),
    {
      repository: delivery_repository,
      branch: settings.delivery_branch,
      connectionArn: delivery_connection_arn,
      stack: settings.environment,
      policyPack: 'policies',
      pulumiVersion,
      deployRoleArn: delivery_role_arn,
      secrets: delivery_token_secret_arn === undefined ? {} : { PULUMI_ACCESS_TOKEN: delivery_token_secret_arn },
      smokeUrls: [dashboards.url.apply(url => `${url}/health`), api.url.apply(url => `${url}/health`)],
      alarmName: monitoring.affectedAlarmName,
      approvalTopicArn: monitoring.topicArn,
      approvalTopicKeyArn: monitoring.topicKeyArn,
      docker: settings.image_digest === undefined,
    },
    options,
  );
}

function standIn({ settings, named, dashboards, options }: Context, monitoring: Monitoring): void {
  const { failover_host, failover_host_zone_id, hosted_zone_id, domain_name } = settings;
  if (!failover_host || !failover_host_zone_id || !hosted_zone_id || !domain_name) return;
  new Failover(
    named('failover'),
    {
      zoneId: hosted_zone_id,
      domainName: domain_name,
      primary: { dnsName: dashboards.albDnsName, zoneId: dashboards.albZoneId },
      secondary: { dnsName: failover_host, zoneId: failover_host_zone_id },
      alarmName: monitoring.affectedAlarmName,
    },
    options,
  );
}

/** The version of Pulumi that the program is written for; package.json has it too. */
const pulumiVersion = '3.255.0';
