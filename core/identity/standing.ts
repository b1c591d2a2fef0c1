import type { IdentityProvider } from '../ports/identity-provider.ts';
import { personasOf } from './authorise.ts';
import type { Persona } from './persona.ts';

/** What somebody may do at this moment. */
export interface Standing {
  readonly username: string;
  readonly roles: readonly string[];
  /** Those that they may take. */
  readonly personas: readonly Persona[];
}

/** A standing with the one persona in whose name something is done. */
export interface Acting {
  readonly standing: Standing;
  readonly persona: Persona;
}

/**
 * Who does something in somebody's name later on (a link, an alert, a report) has the rights of that moment, never
 * those of the moment it was asked for. Undefined when the user is gone, or may not take the persona any more.
 */
export async function actingAs(
  { identities, personas }: { readonly identities: IdentityProvider; readonly personas: readonly Persona[] },
  username: string,
  personaName: string,
): Promise<Acting | undefined> {
  const identity = await identities.find(username);
  if (!identity) return undefined;
  const mine = personasOf(identity, personas);
  const persona = mine.find(({ name }) => name === personaName);
  return persona && { standing: { username: identity.username, roles: identity.roles, personas: mine }, persona };
}
