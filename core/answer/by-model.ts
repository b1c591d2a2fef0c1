import type { Persona } from '../identity/persona.ts';
import type { Models } from '../semantic/models.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import type { Answerer } from './answerer.ts';
import type { Catalogue } from './catalogue.ts';
import type { Planners } from './planners.ts';

/** What answers over one model. */
export interface ModelParts {
  readonly planners: Planners;
  readonly answerer: Answerer;
  readonly catalogue: Catalogue;
}

/** The same parts over several models: whoever asks, asks the model of the persona that is asked as. */
export function byModel(models: Models, open: (model: ResolvedModel) => ModelParts): ModelParts {
  const parts = new Map(models.all.map(model => [model, open(model)]));
  const of = (persona: Persona): ModelParts => parts.get(models.of(persona))!;
  const only = models.all.length === 1 ? parts.get(models.first) : undefined;
  return (
    only ?? {
      planners: { for: persona => of(persona).planners.for(persona) },
      answerer: {
        plan: request => of(request.persona).answerer.plan(request),
        answer: request => of(request.persona).answerer.answer(request),
        answerPlan: request => of(request.persona).answerer.answerPlan(request),
        answerAgent: request => of(request.persona).answerer.answerAgent(request),
      },
      catalogue: { describe: persona => of(persona).catalogue.describe(persona) },
    }
  );
}
