import { errors, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';
import { type DashboardCaller, requireRole } from '../dashboards/access.ts';
import { personaFor } from '../dashboards/persona-for.ts';
import type { DashboardService } from '../dashboards/service.ts';
import { type View, ViewSchema } from '../dashboards/view.ts';
import { SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { actingAs } from '../identity/standing.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import type { AuditLog } from '../ports/stores.ts';
import type { Models } from '../semantic/models.ts';
import { guestOf } from './admit.ts';
import type { EmbedKeys } from './embed-keys.ts';
import { checkFixed, type Guest } from './guest.ts';

export interface EmbedsOptions {
  readonly keys: EmbedKeys;
  readonly identities: IdentityProvider;
  readonly personas: readonly Persona[];
  readonly models: Models;
  readonly dashboards: DashboardService;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Origins of the sites that may show dashboards in a frame. */
  readonly origins: readonly string[];
}

export interface EmbedRequest {
  readonly persona?: Persona | undefined;
  readonly seconds: number;
  readonly view?: View | undefined;
}

export interface SignedEmbed {
  readonly token: string;
  readonly keyId: string;
  readonly expiresAt: string;
}

export interface Embeds {
  /** @throws embed.not_configured, dashboard.forbidden, dashboard.unknown, share.view_invalid */
  sign(caller: DashboardCaller, dashboardId: string, request: EmbedRequest): Promise<SignedEmbed>;
  /** @throws share.unknown, share.ended */
  admit(token: string, counted: boolean): Promise<Guest>;
}

const algorithm = 'HS256';
const audience = 'sophia-embed';
const ClaimsSchema = v.object({
  sub: v.string(),
  exp: v.number(),
  dashboard: v.string(),
  persona: v.string(),
  /** The revision since which the dashboard was there when it was signed; left out by older ones. */
  since: v.optional(v.number(), 1),
  view: v.optional(ViewSchema, {}),
});

/** Dashboards in frames of other sites: whoever has the signed text looks, nobody signs in, nothing is kept of it. */
export function createEmbeds(options: EmbedsOptions): Embeds {
  const { keys, dashboards, audit, clock, origins } = options;
  return {
    async sign(caller, dashboardId, { persona: wanted, seconds, view }) {
      requireRole(caller, 'editor', 'share dashboards');
      if (origins.length === 0) throw new SophiaError('embed.not_configured', [], {});
      const { spec, since } = await dashboards.open(caller, dashboardId);
      const persona = personaFor(spec, options.models, wanted ? [wanted] : caller.personas);
      if (view) checkFixed(view, spec);
      const { id: keyId, key } = await keys.current(caller.username);
      const expires = Math.floor(clock.now().getTime() / 1000) + seconds;
      const token = await new SignJWT({ dashboard: dashboardId, persona: persona.name, since, ...(view && { view }) })
        .setProtectedHeader({ alg: algorithm, kid: keyId })
        .setSubject(caller.username)
        .setAudience(audience)
        .setExpirationTime(expires)
        .sign(key);
      const expiresAt = new Date(expires * 1000).toISOString();
      await audit.append({
        at: clock.now().toISOString(),
        actor: caller.username,
        action: 'embed.sign',
        target: dashboardId,
        outcome: 'ok',
        details: { key: keyId, persona: persona.name, expiresAt },
      });
      return { token, keyId, expiresAt };
    },

    async admit(token, counted) {
      const { claims, keyId } = await verified(options, token);
      const acting = await actingAs(options, claims.sub, claims.persona);
      const guest = await guestOf(options, acting, {
        dashboardId: claims.dashboard,
        since: claims.since,
        viewer: 'embedded',
        via: keyId,
        fixed: claims.view,
        expiresAt: new Date(claims.exp * 1000).toISOString(),
      });
      if (!counted) return guest;
      await audit.append({
        at: clock.now().toISOString(),
        actor: guest.viewer,
        action: 'embed.open',
        target: claims.dashboard,
        outcome: 'ok',
        details: { key: keyId, sharer: claims.sub, persona: claims.persona },
      });
      return guest;
    },
  };
}

/** What one of our keys has signed. @throws share.unknown for any other text, share.ended for one that is over */
async function verified({ keys, clock }: EmbedsOptions, token: string) {
  let keyId = '';
  try {
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        keyId = String(kid);
        const key = await keys.find(keyId);
        if (!key) throw new errors.JWKSNoMatchingKey();
        return key;
      },
      { algorithms: [algorithm], audience, currentDate: clock.now() },
    );
    return { claims: v.parse(ClaimsSchema, payload), keyId };
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new SophiaError('share.ended', [], {});
    if (error instanceof errors.JOSEError || v.isValiError(error)) throw new SophiaError('share.unknown', [], {});
    throw error;
  }
}
