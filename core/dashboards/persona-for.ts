import { SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import type { Models } from '../semantic/models.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import type { DashboardSpec } from './spec.ts';

/** The model that a dashboard is over. @throws dashboard.model_unknown */
export function modelOf(spec: Pick<DashboardSpec, 'model'>, models: Models): ResolvedModel {
  const found = models.meant(spec.model);
  if (found) return found;
  throw new SophiaError('dashboard.model_unknown', ['model'], { model: spec.model, known: models.names });
}

/**
 * The persona that a dashboard is shown with: the wanted one where it asks the dashboard's model, else the first of
 * the viewer's that does; one that the dashboard is for goes before, in the dashboard's order.
 *
 * @param mine the personas that the viewer may take, in the viewer's order
 * @throws dashboard.persona_missing when none of them asks the model, dashboard.model_unknown
 */
export function personaFor(
  spec: Pick<DashboardSpec, 'model' | 'personas'>,
  models: Models,
  mine: readonly Persona[],
  wanted?: Persona,
): Persona {
  const model = modelOf(spec, models);
  const asks = (persona: Persona): boolean => models.of(persona) === model;
  if (wanted && asks(wanted)) return wanted;
  const able = mine.filter(asks);
  const meant = (spec.personas ?? []).flatMap(name => able.filter(persona => persona.name === name));
  const found = meant[0] ?? able[0];
  if (found) return found;
  throw new SophiaError('dashboard.persona_missing', [], { model: model.model.name });
}
