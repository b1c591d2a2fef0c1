import type { Planners } from '../../answer/planners.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Models } from '../../semantic/models.ts';
import type { ResolvedModel } from '../../semantic/resolve/types.ts';
import type { Assistant } from '../assist/assistant.ts';
import { createGenerator, type Generator } from './generator.ts';

/** Dashboards by words over several models: the words are read over the model of the persona that speaks. */
export function generatorByModel(
  models: Models,
  planners: Planners,
  clock: Clock,
  assistantOf?: (model: ResolvedModel) => Assistant,
): Generator {
  const generators = new Map(
    models.all.map(model => [model, createGenerator({ model, planners, clock, assistant: assistantOf?.(model) })]),
  );
  const of = (persona: { readonly model?: string | undefined }): Generator => generators.get(models.of(persona))!;
  return {
    dashboard: (persona, ...rest) => of(persona).dashboard(persona, ...rest),
    component: (persona, ...rest) => of(persona).component(persona, ...rest),
    modify: (persona, ...rest) => of(persona).modify(persona, ...rest),
  };
}
