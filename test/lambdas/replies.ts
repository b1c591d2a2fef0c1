import type { LoadEvent, TileEvent } from '../../core/dashboards/load-document.ts';

export type Json = Record<string, unknown>;

/** The JSON of a reply, with its status. */
export type Reply = Json & { readonly status: number };

export async function read(response: Response | Promise<Response>): Promise<Reply> {
  const received = await response;
  return { ...((await received.json()) as object), status: received.status };
}

/** The status and the code of a problem document. */
export const codeOf = ({ status, type }: Json): [status: unknown, code: string] => [
  status,
  String(type).replace('urn:sophia:problem:', ''),
];

/** What the loading of a dashboard sent, a line each. */
export async function loaded(response: Response | Promise<Response>): Promise<LoadEvent[]> {
  const text = await (await response).text();
  return text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as LoadEvent);
}

export const tileIn = (events: readonly LoadEvent[], id: string): TileEvent =>
  events.find((event): event is TileEvent => event.kind === 'tile' && event.tile_id === id)!;
