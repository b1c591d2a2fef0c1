import type { DashboardCaller } from '../../core/dashboards/access.ts';
import { personaFor } from '../../core/dashboards/persona-for.ts';
import type { DashboardSpec } from '../../core/dashboards/spec.ts';
import { SophiaError } from '../../core/errors.ts';
import { authorisePersona, personasOf } from '../../core/identity/authorise.ts';
import type { Persona } from '../../core/identity/persona.ts';
import type { Authenticated } from '../../core/identity/sessions.ts';
import { Models } from '../../core/semantic/models.ts';
import type { DashboardDependencies } from './dependencies.ts';

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

/** The persona that the request names, where it names one. @throws persona.unknown */
export const namedPersona = (
  caller: Authenticated,
  personas: readonly Persona[],
  name: string | null | undefined,
): Persona | undefined => (name ? personaOf(caller, personas, name) : undefined);

export const modelsOf = ({ model, models }: Pick<DashboardDependencies, 'model' | 'models'>): Models =>
  models ?? new Models([model]);

/**
 * The persona that the caller sees a dashboard as: the one that the request names where it asks the dashboard's model,
 * else the caller's first that does.
 *
 * @throws persona.unknown, dashboard.persona_missing, dashboard.model_unknown
 */
export function personaOn(
  dependencies: Pick<DashboardDependencies, 'model' | 'models' | 'personas'>,
  caller: Authenticated,
  spec: DashboardSpec,
  requested: string | null | undefined,
): Persona {
  const { personas } = dependencies;
  const wanted = requested === undefined || requested === null ? undefined : personaOf(caller, personas, requested);
  return personaFor(spec, modelsOf(dependencies), personasOf(caller.identity, personas), wanted);
}
