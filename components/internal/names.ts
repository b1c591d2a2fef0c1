import type { Fault } from './arguments.ts';

/**
 * Letters that the name of a component may have. AWS takes 64 for a role, a function or a rule, 63 for a bucket or the
 * host of sign-in pages, 40 for a cache, 100 for a budget; the part of the component and eight characters by which Pulumi
 * tells resources apart come on top.
 */
const longest: Readonly<Record<string, number>> = {
  AuditTrail: 37,
  DashboardService: 41,
  DeliveryPipeline: 44,
  Failover: 44,
  Lakehouse: 36,
  Monitoring: 85,
  Network: 45,
  NodeFunction: 45,
  OrchestratorApi: 43,
  QueryCache: 26,
  SessionStore: 85,
  SpendBudget: 85,
  UserDirectory: 50,
};

/** Components whose name becomes part of one in the internet, or of a cache: nothing but letters, digits and single hyphens. */
const hosts: ReadonlySet<string> = new Set([
  ...['AuditTrail', 'DashboardService', 'DeliveryPipeline', 'Lakehouse', 'QueryCache', 'UserDirectory'],
]);
const host = /^[A-Za-z]([A-Za-z0-9]|-(?=[A-Za-z0-9]))*$/;
const plain = /^[A-Za-z0-9][\w-]*$/;

/** Why AWS would not take the names that are made of a component's; it would say so in the middle of a deployment. */
export function nameFaults(type: string, name: string): Fault[] {
  const most = longest[type];
  if (most === undefined) return [];
  const faults: Fault[] = [];
  if (name.length > most) {
    const reason = `of its ${name.length} characters AWS would not take the names of its parts`;
    faults.push({ path: 'name', reason, mend: `Give ${most} at most.` });
  }
  if (!(hosts.has(type) ? host : plain).test(name)) {
    const mend = hosts.has(type)
      ? 'Use letters, digits and single hyphens between them, a letter first.'
      : 'Use letters, digits, _ and -.';
    faults.push({ path: 'name', reason: 'it has characters that AWS does not take', mend });
  }
  return faults;
}
