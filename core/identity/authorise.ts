import { SophiaError } from '../errors.ts';
import type { Identity } from '../ports/identity-provider.ts';
import type { Persona } from './persona.ts';

/** The personas of the installation that a user may take, in the user's own order. `*` in the user's list means all. */
export function personasOf(identity: Identity, personas: readonly Persona[]): readonly Persona[] {
  if (identity.personas.includes('*')) return personas;
  return identity.personas.flatMap(wanted => personas.filter(persona => persona.name === wanted));
}

/**
 * The persona that a request names, by name or title without regard to case, among those its user may take.
 * One that exists but is not theirs reads the same as one that does not exist.
 *
 * @throws persona.unknown
 */
export function authorisePersona(identity: Identity, personas: readonly Persona[], requested: string): Persona {
  const wanted = requested.trim().toLowerCase();
  const mine = personasOf(identity, personas);
  const found =
    mine.find(persona => persona.name.toLowerCase() === wanted) ??
    mine.find(persona => persona.title.toLowerCase() === wanted);
  if (!found) throw new SophiaError('persona.unknown', ['persona'], { persona: requested.slice(0, 100) });
  return found;
}
