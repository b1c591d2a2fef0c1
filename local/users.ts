import { existsSync } from 'node:fs';
import { createUsersFile, openUsersFile } from '../adapters/users-file.ts';
import type { Persona } from '../core/identity/persona.ts';
import type { IdentityProvider } from '../core/ports/identity-provider.ts';

export interface OpenedUsers {
  readonly identities: IdentityProvider;
  /** Users that were made just now, with passwords that are known this once. */
  readonly made: readonly { readonly username: string; readonly password: string }[];
}

/** Opens the users file; a missing one is made: a user for each persona, and `admin` with all of them. */
export async function ensureUsers(file: string, personas: readonly Persona[]): Promise<OpenedUsers> {
  if (existsSync(file)) return { identities: await openUsersFile({ file }), made: [] };
  const each = personas.map(persona => ({ username: persona.name, personas: [persona.name], roles: ['editor'] }));
  const all = { username: 'admin', personas: ['*'], roles: ['admin'] };
  const made = await createUsersFile(file, [all, ...each]);
  return { identities: await openUsersFile({ file }), made };
}
