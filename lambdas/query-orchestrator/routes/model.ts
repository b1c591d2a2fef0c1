import { SophiaError } from '../../../core/errors.ts';
import { authorisePersona, personasOf } from '../../../core/identity/authorise.ts';
import type { Persona } from '../../../core/identity/persona.ts';
import type { Authenticated } from '../../../core/identity/sessions.ts';
import type { OrchestratorDependencies } from '../dependencies.ts';
import { modelDocument } from '../model-document.ts';
import { defineRoute, json, type Route } from '../route.ts';
import { HealthSchema, ModelQuerySchema, ModelSchema, SuggestionsSchema, SuggestQuerySchema } from '../schemas.ts';

export function modelRoutes(dependencies: OrchestratorDependencies): Route[] {
  const { personas, catalogue, suggestions, clock } = dependencies;
  const started = clock.now().getTime();

  const personaOf = ({ identity }: Authenticated, requested: string | undefined): Persona => {
    if (requested !== undefined) return authorisePersona(identity, personas, requested);
    const [first] = personasOf(identity, personas);
    if (!first) throw new SophiaError('persona.unknown', ['persona'], { persona: '(any)' });
    return first;
  };

  const model = defineRoute({
    method: 'GET',
    path: '/api/v1/model',
    operationId: 'readModel',
    summary: 'What can be asked as a persona: metrics, fields and examples.',
    tag: 'Model',
    access: 'session',
    query: ModelQuerySchema,
    responses: { 200: { description: 'What can be asked', schema: ModelSchema } },
    async handle({ c, caller, query }) {
      return json(c, modelDocument(await catalogue.describe(personaOf(caller, query.persona))));
    },
  });

  const suggest = defineRoute({
    method: 'GET',
    path: '/api/v1/suggest',
    operationId: 'suggest',
    summary: 'Questions that begin like this one, from the model and from what the caller asked before.',
    tag: 'Model',
    access: 'session',
    query: SuggestQuerySchema,
    responses: { 200: { description: 'Questions', schema: SuggestionsSchema } },
    async handle({ c, caller, query }) {
      const persona = personaOf(caller, query.persona);
      return json(c, { suggestions: await suggestions.suggest(caller.identity.username, persona, query.q) });
    },
  });

  const health = defineRoute({
    method: 'GET',
    path: '/health',
    operationId: 'health',
    summary: 'Whether the platform works.',
    tag: 'Operation',
    access: 'public',
    responses: { 200: { description: 'It works', schema: HealthSchema } },
    async handle({ c }) {
      const { engine, freshness } = await dependencies.health();
      const uptime = Math.round((clock.now().getTime() - started) / 1000);
      return json(c, { status: 'ok', version: dependencies.version, uptime_seconds: uptime, engine, freshness });
    },
  });

  return [model, suggest, health];
}
