import type { DashboardCaller } from '../../core/dashboards/access.ts';
import { SophiaError } from '../../core/errors.ts';
import { authorisePersona, personasOf } from '../../core/identity/authorise.ts';
import type { Persona } from '../../core/identity/persona.ts';
import type { Authenticated } from '../../core/identity/sessions.ts';

/** The signed-in caller as dashboards know one. */
export const callerOf = ({ identity }: Authenticated, personas: readonly Persona[]): DashboardCaller => ({
  username: identity.username,
  roles: identity.roles,
  personas: personasOf(identity, personas),
});

/** The persona that the request names, else the caller's first. @throws persona.unknown */
export function personaOf(
  { identity }: Authenticated,
  personas: readonly Persona[],
  requested: string | null | undefined,
): Persona {
  if (requested !== undefined && requested !== null) return authorisePersona(identity, personas, requested);
  const [first] = personasOf(identity, personas);
  if (!first) throw new SophiaError('persona.unknown', ['persona'], { persona: '(any)' });
  return first;
}
