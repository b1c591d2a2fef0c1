import { type DashboardCaller, dashboardRole } from '../dashboards/access.ts';
import { SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import type { Viewer } from '../ports/knowledge.ts';
import type { KnownDocument } from './document.ts';

/** Who does something with documents, with the roles that dashboards know. */
export type KnowledgeCaller = DashboardCaller;

const isAdmin = (caller: KnowledgeCaller): boolean => dashboardRole(caller) === 'admin';

export const viewerOf = (caller: KnowledgeCaller): Viewer => ({
  username: caller.username,
  personas: caller.personas.map(({ name }) => name),
  all: isAdmin(caller),
});

/** Whether somebody may see a document: its owner, those that it is for, and administrators. */
export function sees(viewer: Viewer, { owner, audience }: KnownDocument): boolean {
  return (
    viewer.all ||
    owner === viewer.username ||
    audience === '*' ||
    audience.some(persona => viewer.personas.includes(persona))
  );
}

/** @throws knowledge.forbidden unless the caller is an editor. `action` is words: "add documents" */
export function requireEditor(caller: KnowledgeCaller, action: string): void {
  if (dashboardRole(caller) === 'viewer') throw new SophiaError('knowledge.forbidden', [], { action });
}

/** Whether somebody may take a document away, or bring it back. */
export const mayRemove = (caller: KnowledgeCaller, { owner }: KnownDocument): boolean =>
  owner === caller.username || isAdmin(caller);

/**
 * Whom a document is for: those personas that are wanted, of the caller's own; an administrator may name any.
 * Left out, all of the caller's: to everybody is only what is given to everybody.
 *
 * @throws knowledge.audience_invalid
 */
export function audienceOf(
  caller: KnowledgeCaller,
  wanted: readonly string[] | '*' | undefined,
  personas: readonly Persona[],
): KnownDocument['audience'] {
  if (wanted === '*') return '*';
  const known = (isAdmin(caller) ? personas : caller.personas).map(({ name }) => name);
  for (const persona of wanted ?? []) {
    if (!known.includes(persona)) throw new SophiaError('knowledge.audience_invalid', ['personas'], { persona, known });
  }
  return [...new Set(wanted ?? caller.personas.map(({ name }) => name))].toSorted();
}
