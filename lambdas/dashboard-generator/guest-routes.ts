import type { Context } from 'hono';
import type { Loader } from '../../core/dashboards/load.ts';
import { LoadEventSchema } from '../../core/dashboards/load-document.ts';
import type { Guest } from '../../core/sharing/guest.ts';
import { loadForGuest } from '../../core/sharing/guest-load.ts';
import { defineRoute, json, type Route } from '../query-orchestrator/route.ts';
import { ndjson } from './ndjson.ts';
import { guestDocument } from './sharing-documents.ts';
import { GuestDashboardSchema, GuestLoadSchema } from './sharing-schemas.ts';

export interface GuestRoutesOptions {
  readonly loader: Loader;
  readonly tag: string;
  /** With `{token}` in it. */
  readonly path: string;
  readonly open: { readonly operationId: string; readonly summary: string };
  readonly load: { readonly operationId: string; readonly summary: string };
  /** @param counted it is an opening, not one of the loads that follow */
  admit(c: Context, token: string, counted: boolean): Promise<Guest>;
}

/** What a guest asks for without signing in: the dashboard of a token, and its tiles. */
export function guestRoutes({ loader, tag, path, open, load, admit }: GuestRoutesOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path,
      ...open,
      tag,
      access: 'public',
      responses: { 200: { description: 'The dashboard, to be looked at', schema: GuestDashboardSchema } },
      async handle({ c, param }) {
        return json(c, guestDocument(await admit(c, param('token'), true)));
      },
    }),
    defineRoute({
      method: 'POST',
      path: `${path}/load`,
      ...load,
      tag,
      access: 'public',
      body: GuestLoadSchema,
      responses: {
        200: { description: 'Events, one a line', schema: LoadEventSchema, contentType: 'application/x-ndjson' },
      },
      async handle({ c, body, param }) {
        const guest = await admit(c, param('token'), false);
        const { view, tiles, filters } = body;
        const signal = c.req.raw.signal;
        return ndjson(c, loadForGuest(loader, guest, { view, tiles: tiles && new Set(tiles), filters, signal }));
      },
    }),
  ];
}
