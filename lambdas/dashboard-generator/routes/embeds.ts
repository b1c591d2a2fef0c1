import { requireRole } from '../../../core/dashboards/access.ts';
import { LoadEventSchema } from '../../../core/dashboards/load-document.ts';
import { loadForGuest } from '../../../core/sharing/guest-load.ts';
import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';
import { callerOf, personaOf } from '../caller.ts';
import { ndjson } from '../ndjson.ts';
import type { SharingDependencies } from '../sharing-dependencies.ts';
import { embedKeyDocument, embedUrl, guestDocument } from '../sharing-documents.ts';
import {
  EmbedKeySchema,
  EmbedKeysSchema,
  GuestDashboardSchema,
  GuestLoadSchema,
  SignEmbedSchema,
  SignedEmbedSchema,
} from '../sharing-schemas.ts';

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
      const persona = body.persona ? personaOf(caller, personas, body.persona) : undefined;
      const request = { persona, seconds: body.expires_in_seconds, view: body.view };
      const { token, keyId, expiresAt } = await embeds.sign(callerOf(caller, personas), param('id'), request);
      return json(c, { token, url: embedUrl(token), key_id: keyId, expires_at: expiresAt });
    },
  });

  const open = defineRoute({
    method: 'GET',
    path: '/api/v1/embedded/{token}',
    operationId: 'openEmbed',
    summary: 'The dashboard of a signed URL. No cookie is read.',
    tag,
    access: 'public',
    responses: { 200: { description: 'The dashboard, to be looked at', schema: GuestDashboardSchema } },
    async handle({ c, param }) {
      return json(c, guestDocument(await embeds.admit(param('token'), true)));
    },
  });

  const load = defineRoute({
    method: 'POST',
    path: '/api/v1/embedded/{token}/load',
    operationId: 'loadEmbed',
    summary: 'The tiles of an embedded dashboard: a line of JSON for each as it is ready.',
    tag,
    access: 'public',
    body: GuestLoadSchema,
    responses: {
      200: { description: 'Events, one a line', schema: LoadEventSchema, contentType: 'application/x-ndjson' },
    },
    async handle({ c, body, param }) {
      const guest = await embeds.admit(param('token'), false);
      const { view, tiles, filters } = body;
      const signal = c.req.raw.signal;
      return ndjson(c, loadForGuest(loader, guest, { view, tiles: tiles && new Set(tiles), filters, signal }));
    },
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

  return [sign, open, load, keys, rotate, revoke];
}
