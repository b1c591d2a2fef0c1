import { SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';

/** Who does something with dashboards. */
export interface DashboardCaller {
  readonly username: string;
  readonly roles: readonly string[];
  /** Those that the caller may take. */
  readonly personas: readonly Persona[];
}

export type DashboardRole = 'viewer' | 'editor' | 'admin';

/** Names of roles in users files and groups of directories, by what they may do with dashboards. */
const named: Readonly<Record<string, DashboardRole>> = {
  viewer: 'viewer',
  viewers: 'viewer',
  editor: 'editor',
  editors: 'editor',
  analyst: 'editor',
  analysts: 'editor',
  admin: 'admin',
  admins: 'admin',
  administrator: 'admin',
  administrators: 'admin',
};
const order: readonly DashboardRole[] = ['viewer', 'editor', 'admin'];

/** The highest of the roles; who has none that is known may look. */
export function dashboardRole({ roles }: Pick<DashboardCaller, 'roles'>): DashboardRole {
  const levels = roles.map(role => order.indexOf(named[role.toLowerCase()] ?? 'viewer'));
  return order[Math.max(0, ...levels)]!;
}

/** @throws dashboard.forbidden unless the caller has the role or a higher one. `action` is words: "edit dashboards" */
export function requireRole(caller: DashboardCaller, role: DashboardRole, action: string): void {
  if (order.indexOf(dashboardRole(caller)) >= order.indexOf(role)) return;
  throw new SophiaError('dashboard.forbidden', [], { action, role });
}

/** Whether a dashboard is for the caller: for everybody, for one of the caller's personas, or the caller is an admin. */
export const isFor = (caller: DashboardCaller, personas: readonly string[] | undefined): boolean =>
  personas === undefined ||
  dashboardRole(caller) === 'admin' ||
  caller.personas.some(persona => personas.includes(persona.name));
