import type { Context } from 'hono';
import { isSophiaError } from '../../../core/errors.ts';
import { authenticate } from '../../query-orchestrator/authenticate.ts';
import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';
import { callerOf, namedPersona } from '../caller.ts';
import { guestRoutes } from '../guest-routes.ts';
import type { SharingDependencies } from '../sharing-dependencies.ts';
import { shareDocument, shareUrl } from '../sharing-documents.ts';
import { CreatedShareSchema, CreateShareSchema, SharesSchema } from '../sharing-schemas.ts';

const tag = 'Sharing';
const access = 'session';

/** Links to dashboards: made, listed and revoked by those who share, opened by guests. */
export function shareRoutes(dependencies: SharingDependencies): Route[] {
  const { shares, personas, clock, loader, sessions } = dependencies;

  /** The guest's own name, where there is one: whether it takes one, the link says. */
  const usernameOf = async (c: Context): Promise<string | undefined> => {
    try {
      return (await authenticate(c, sessions)).identity.username;
    } catch (error) {
      if (isSophiaError(error) && error.code.startsWith('auth.')) return undefined;
      throw error;
    }
  };

  const create = defineRoute({
    method: 'POST',
    path: '/api/v1/dashboards/{id}/shares',
    operationId: 'shareDashboard',
    summary: 'A link to the dashboard with the rights of one persona of the caller, as long as the caller has it.',
    tag,
    access,
    body: CreateShareSchema,
    responses: { 200: { description: 'The link; its token is told this once', schema: CreatedShareSchema } },
    async handle({ c, caller, body, param }) {
      const persona = namedPersona(caller, personas, body.persona);
      const { share, token } = await shares.create(callerOf(caller, personas), param('id'), {
        persona,
        audience: body.audience,
        seconds: body.expires_in_seconds,
        view: body.view,
        label: body.label,
      });
      return json(c, { share: shareDocument(share, clock.now()), token, url: shareUrl(token) });
    },
  });

  const list = defineRoute({
    method: 'GET',
    path: '/api/v1/dashboards/{id}/shares',
    operationId: 'listShares',
    summary: 'The caller’s links to the dashboard; for administrators everybody’s.',
    tag,
    access,
    responses: { 200: { description: 'Links, newest first', schema: SharesSchema } },
    async handle({ c, caller, param }) {
      const found = await shares.list(callerOf(caller, personas), param('id'));
      return json(c, { shares: found.map(share => shareDocument(share, clock.now())) });
    },
  });

  const revoke = defineRoute({
    method: 'DELETE',
    path: '/api/v1/dashboards/{id}/shares/{share_id}',
    operationId: 'revokeShare',
    summary: 'End a link at once.',
    tag,
    access,
    responses: { 204: { description: 'Ended' } },
    async handle({ c, caller, param }) {
      await shares.revoke(callerOf(caller, personas), param('id'), param('share_id'));
      return c.body(null, 204);
    },
  });

  const guests = guestRoutes({
    loader,
    tag,
    path: '/api/v1/shared/{token}',
    open: {
      operationId: 'openShare',
      summary: 'The dashboard of a link. 404 for a link that is none, 410 for one that is over.',
    },
    load: {
      operationId: 'loadShare',
      summary: 'The tiles of a link’s dashboard, as the persona of the link: a line of JSON for each as it is ready.',
    },
    admit: async (c, token, counted) => shares.admit(token, await usernameOf(c), counted),
  });

  return [create, list, revoke, ...guests];
}
