/** The platform as components for programs of Pulumi; each can be used alone. */
export { AuditTrail, type AuditTrailArgs } from './audit-trail.ts';
export { DashboardService, type DashboardServiceArgs, type OffHours } from './dashboard-service.ts';
export { DeliveryPipeline, type DeliveryPipelineArgs } from './delivery-pipeline.ts';
export { Failover, type FailoverArgs, type FailoverTarget } from './failover.ts';
export type { ApiRoute, JsonSchema } from './internal/api-definition.ts';
export * from './internal/grants.ts';
export type { ServiceImage } from './internal/image.ts';
export type { MonitoredApi, MonitoredFunction, MonitoredService } from './internal/metrics.ts';
export type { Grant, Statement } from './internal/policy.ts';
export type { ReplicatedBucket } from './internal/replication.ts';
export type { FunctionVpc } from './internal/vpc-access.ts';
export { Monitoring, type MonitoringArgs } from './monitoring.ts';
export { type GradualDeployment, type GradualShift, NodeFunction, type NodeFunctionArgs } from './node-function.ts';
export { type ApiDomain, type ApiFunction, OrchestratorApi, type OrchestratorApiArgs } from './orchestrator-api.ts';
export { SpendBudget, type SpendBudgetArgs } from './spend-budget.ts';
