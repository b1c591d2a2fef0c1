import { type DashboardCaller, dashboardRole, requireRole } from '../dashboards/access.ts';
import { personaFor } from '../dashboards/persona-for.ts';
import type { DashboardService } from '../dashboards/service.ts';
import type { View } from '../dashboards/view.ts';
import { isSophiaError, SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { digest, equalSecrets, randomId } from '../identity/secrets.ts';
import { actingAs } from '../identity/standing.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore, KeptDocument } from '../ports/documents.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import type { AuditEvent, AuditLog } from '../ports/stores.ts';
import type { Models } from '../semantic/models.ts';
import { guestOf } from './admit.ts';
import { checkFixed, type Guest } from './guest.ts';
import { type Audience, isOpen, type KeptShare, keptShareOf, type Share, shareKind, shareOf } from './share.ts';
import { parseShareToken, shareToken } from './share-token.ts';

export interface SharesOptions {
  readonly documents: DocumentStore;
  readonly identities: IdentityProvider;
  readonly personas: readonly Persona[];
  readonly models: Models;
  readonly dashboards: DashboardService;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** The installation's own, from which the key of links is derived. */
  readonly secret: Uint8Array;
}

export interface ShareRequest {
  /** One of the sharer's; the one that the dashboard is shown with when left out. */
  readonly persona?: Persona | undefined;
  readonly audience: Audience;
  readonly seconds: number;
  readonly view?: View | undefined;
  readonly label?: string | undefined;
}

export interface Shares {
  /** The token is given this once. @throws dashboard.forbidden, dashboard.unknown, share.view_invalid, share.limit */
  create(caller: DashboardCaller, dashboardId: string, request: ShareRequest): Promise<{ share: Share; token: string }>;
  /** The caller's links of a dashboard, an admin's everybody's; newest first. @throws dashboard.unknown */
  list(caller: DashboardCaller, dashboardId: string): Promise<readonly Share[]>;
  /** Ends a link of one's own; an admin anybody's. @throws share.unknown */
  revoke(caller: DashboardCaller, dashboardId: string, id: string): Promise<void>;
  /**
   * Lets a guest in. `counted`: it is an opening, not one of the loads that follow.
   * @param username of a guest who is signed in @throws share.unknown, share.ended, auth.required
   */
  admit(token: string, username: string | undefined, counted: boolean): Promise<Guest>;
}

/** Links of a dashboard that can be opened, at most. */
const mostShares = 200;

/** Links to dashboards with the rights of one persona of who shares. */
export function createShares(options: SharesOptions): Shares {
  const { documents, dashboards, audit, clock, secret } = options;
  const now = () => clock.now().toISOString();
  const note = (
    actor: string,
    action: string,
    target: string,
    details: Record<string, unknown>,
    outcome: AuditEvent['outcome'] = 'ok',
  ) => audit.append({ at: now(), actor, action, target, outcome, details });

  const admitted = async (kept: KeptDocument, username: string | undefined): Promise<Guest> => {
    const share = keptShareOf(kept);
    const { expiresAt, audience, persona, since, view: fixed = {} } = share;
    if (!isOpen(share, now())) throw new SophiaError('share.ended', [], {});
    if (audience === 'signed_in' && username === undefined) throw new SophiaError('auth.required', [], {});
    const acting = await actingAs(options, kept.owner, persona);
    const viewer = username ?? 'guest';
    return guestOf(options, acting, { dashboardId: kept.subject, since, viewer, fixed, expiresAt, via: kept.id });
  };

  return {
    async create(caller, dashboardId, request) {
      requireRole(caller, 'editor', 'share dashboards');
      const { spec, since } = await dashboards.open(caller, dashboardId);
      const persona = personaFor(spec, options.models, request.persona ? [request.persona] : caller.personas);
      if (request.view) checkFixed(request.view, spec);
      const others = await documents.list(shareKind, { subject: dashboardId });
      if (others.filter(kept => isOpen(keptShareOf(kept), now())).length >= mostShares)
        throw new SophiaError('share.limit', [], { limit: mostShares });
      const id = randomId('shr');
      const made = shareToken(secret, id);
      const at = clock.now();
      const document: KeptShare = {
        persona: persona.name,
        audience: request.audience,
        ...(request.label !== undefined && { label: request.label }),
        ...(request.view && { view: request.view }),
        createdAt: at.toISOString(),
        expiresAt: new Date(at.getTime() + request.seconds * 1000).toISOString(),
        secretHash: digest(made.secret),
        since,
      };
      const kept = { kind: shareKind, id, owner: caller.username, subject: dashboardId, document };
      await documents.create(kept);
      const { audience, expiresAt } = document;
      await note(caller.username, 'share.create', dashboardId, {
        share: id,
        persona: persona.name,
        audience,
        expiresAt,
      });
      return { share: shareOf({ ...kept, version: 1, uses: 0 }), token: made.token };
    },

    async list(caller, dashboardId) {
      await dashboards.open(caller, dashboardId);
      const owner = dashboardRole(caller) === 'admin' ? undefined : caller.username;
      const found = (await documents.list(shareKind, { subject: dashboardId, owner })).map(shareOf);
      return found.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    },

    async revoke(caller, dashboardId, id) {
      for (;;) {
        const kept = await documents.get(shareKind, id);
        const isTheirs = kept && (kept.owner === caller.username || dashboardRole(caller) === 'admin');
        if (!kept || !isTheirs || kept.subject !== dashboardId)
          throw new SophiaError('share.unknown', ['share_id'], {});
        const share = keptShareOf(kept);
        if (share.revokedAt !== undefined) return;
        const revoked = { ...share, revokedAt: now(), revokedBy: caller.username };
        if (await documents.replace(shareKind, id, kept.version, revoked)) break;
      }
      await note(caller.username, 'share.revoke', dashboardId, { share: id });
    },

    async admit(token, username, counted) {
      const kept = await found(documents, secret, token);
      const { persona } = keptShareOf(kept);
      const viewer = username ?? 'guest';
      const details = { share: kept.id, sharer: kept.owner, persona };
      try {
        const guest = await admitted(kept, username);
        if (counted) {
          await documents.use(shareKind, kept.id, now());
          await note(viewer, 'share.open', kept.subject, details);
        }
        return guest;
      } catch (error) {
        if (counted && isSophiaError(error)) {
          await note(viewer, 'share.open', kept.subject, { ...details, code: error.code }, 'refused');
        }
        throw error;
      }
    },
  };
}

/** @throws share.unknown unless the token is ours and its secret opens the link */
async function found(documents: DocumentStore, secret: Uint8Array, token: string): Promise<KeptDocument> {
  const parsed = parseShareToken(secret, token);
  const kept = parsed && (await documents.get(shareKind, parsed.id));
  if (kept && equalSecrets(keptShareOf(kept).secretHash, digest(parsed.secret))) return kept;
  throw new SophiaError('share.unknown', [], {});
}
