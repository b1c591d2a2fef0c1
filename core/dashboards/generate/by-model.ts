import type { Planners } from '../../answer/planners.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Models } from '../../semantic/models.ts';
import { createGenerator, type Generator } from './generator.ts';

/** Dashboards by words over several models: the words are read over the model of the persona that speaks. */
export function generatorByModel(models: Models, planners: Planners, clock: Clock): Generator {
  const generators = new Map(models.all.map(model => [model, createGenerator({ model, planners, clock })]));
  const of = (persona: { readonly model?: string | undefined }): Generator => generators.get(models.of(persona))!;
  return {
    dashboard: (persona, request) => of(persona).dashboard(persona, request),
    component: (persona, spec, request) => of(persona).component(persona, spec, request),
    modify: (persona, spec, words, preserve) => of(persona).modify(persona, spec, words, preserve),
  };
}
