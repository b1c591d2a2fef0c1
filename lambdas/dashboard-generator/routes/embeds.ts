import { requireRole } from '../../../core/dashboards/access.ts';
import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';
import { callerOf, namedPersona } from '../caller.ts';
import { guestRoutes } from '../guest-routes.ts';
import type { SharingDependencies } from '../sharing-dependencies.ts';
import { embedKeyDocument, embedUrl } from '../sharing-documents.ts';
import { EmbedKeySchema, EmbedKeysSchema, SignEmbedSchema, SignedEmbedSchema } from '../sharing-schemas.ts';

const tag = 'Embedding';
const access = 'session';

/** Dashboards in frames of other sites, by signed URLs. */
export function embedRoutes(dependencies: SharingDependencies): Route[] {
  const { embeds, embedKeys, embedOrigins, personas, loader } = dependencies;

  const sign = defineRoute({
    method: 'POST',
    path: '/api/v1/dashboards/{id}/embeds',
    operationId: 'signEmbed',
    summary: 'A signed URL that shows the dashboard in a frame, with the rights of one persona of the caller.',
    tag,
    access,
    body: SignEmbedSchema,
    responses: { 200: { description: 'The URL', schema: SignedEmbedSchema } },
    async handle({ c, caller, body, param }) {
      const persona = namedPersona(caller, personas, body.persona);
      const request = { persona, seconds: body.expires_in_seconds, view: body.view };
      const { token, keyId, expiresAt } = await embeds.sign(callerOf(caller, personas), param('id'), request);
      return json(c, { token, url: embedUrl(token), key_id: keyId, expires_at: expiresAt });
    },
  });

  const guests = guestRoutes({
    loader,
    tag,
    path: '/api/v1/embedded/{token}',
    open: { operationId: 'openEmbed', summary: 'The dashboard of a signed URL. No cookie is read.' },
    load: {
      operationId: 'loadEmbed',
      summary: 'The tiles of an embedded dashboard: a line of JSON for each as it is ready.',
    },
    admit: (_, token, counted) => embeds.admit(token, counted),
  });

  const keys = defineRoute({
    method: 'GET',
    path: '/api/v1/embed-keys',
    operationId: 'listEmbedKeys',
    summary: 'The keys that sign embeddings, newest first, and the sites that may show them. For administrators.',
    tag,
    access,
    responses: { 200: { description: 'Keys', schema: EmbedKeysSchema } },
    async handle({ c, caller }) {
      requireRole(callerOf(caller, personas), 'admin', 'manage the keys of embeddings');
      return json(c, { keys: (await embedKeys.list()).map(embedKeyDocument), origins: embedOrigins });
    },
  });

  const rotate = defineRoute({
    method: 'POST',
    path: '/api/v1/embed-keys',
    operationId: 'rotateEmbedKey',
    summary: 'A new key, which signs from now on; what older ones signed stays good until they are revoked.',
    tag,
    access,
    responses: { 200: { description: 'The new key', schema: EmbedKeySchema } },
    async handle({ c, caller }) {
      const who = callerOf(caller, personas);
      requireRole(who, 'admin', 'manage the keys of embeddings');
      return json(c, embedKeyDocument(await embedKeys.rotate(who.username)));
    },
  });

  const revoke = defineRoute({
    method: 'DELETE',
    path: '/api/v1/embed-keys/{key_id}',
    operationId: 'revokeEmbedKey',
    summary: 'From now on nothing that the key has signed is good.',
    tag,
    access,
    responses: { 204: { description: 'Revoked' } },
    async handle({ c, caller, param }) {
      const who = callerOf(caller, personas);
      requireRole(who, 'admin', 'manage the keys of embeddings');
      await embedKeys.revoke(who.username, param('key_id'));
      return c.body(null, 204);
    },
  });

  return [sign, ...guests, keys, rotate, revoke];
}
