import type { Api } from '../api/client.ts';
import { offline } from '../api/problem.ts';

/** The documents' part of the HTTP API, name for name. */
export type DocumentState = 'new' | 'in_review' | 'curated' | 'outdated' | 'rejected';

export interface DocumentReply {
  readonly document_id: string;
  readonly title: string;
  readonly file_name: string;
  readonly format: 'text' | 'markdown' | 'pdf' | 'docx';
  readonly bytes: number;
  readonly characters: number;
  readonly pages: number | null;
  readonly owner: string;
  /** Null is everybody. */
  readonly personas: readonly string[] | null;
  readonly added_at: string;
  readonly state: DocumentState;
  readonly state_at: string;
  readonly state_by: string;
  readonly note: string | null;
  readonly version: number;
  readonly removed_at: string | null;
  /** Where the caller may bring it. */
  readonly moves: readonly DocumentState[];
  readonly removable: boolean;
}

export interface Segment {
  readonly text: string;
  readonly hit: boolean;
}

export interface DocumentsReply {
  readonly documents: readonly DocumentReply[];
  readonly counts: Readonly<Record<DocumentState, number>>;
  readonly next: string | null;
  readonly may_add: boolean;
  readonly limits: { readonly bytes: number };
}

export interface HitReply {
  readonly document: DocumentReply;
  readonly title: readonly Segment[];
  readonly excerpt: readonly Segment[];
}

export interface HistoryLine {
  readonly at: string;
  readonly by: string;
  readonly what: 'added' | 'moved' | 'removed' | 'restored';
  readonly from: DocumentState;
  readonly to: DocumentState;
  readonly note: string | null;
}

export interface DocumentDetails extends DocumentReply {
  readonly history: readonly HistoryLine[];
}

export interface TextReply {
  readonly pages: readonly { readonly number: number; readonly segments: readonly Segment[] }[];
  readonly hits: number;
  /** There are more hits than are marked where it is false. */
  readonly all_marked: boolean;
}

export interface DiscoveryEntry {
  readonly kind: 'missing' | 'wanted' | 'unread' | 'waiting' | 'stale';
  readonly reason: string;
  readonly search: string | null;
  readonly document: DocumentReply | null;
}

const root = '/api/v1/documents';
const of = (id: string): string => `${root}/${encodeURIComponent(id)}`;
const query = (values: Record<string, string | undefined>): string => {
  const set = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `?${new URLSearchParams(set)}`;
};

export const listDocuments = (api: Api, state?: DocumentState, after?: string): Promise<DocumentsReply> =>
  api.json('GET', `${root}${query({ state, after })}`);

export const searchDocuments = (api: Api, q: string): Promise<{ total: number; hits: readonly HitReply[] }> =>
  api.json('GET', `${root}/search${query({ q, limit: '50' })}`);

export const readDiscovery = (api: Api): Promise<{ order: string; entries: readonly DiscoveryEntry[] }> =>
  api.json('GET', `${root}/discovery`);

export const readDocument = (api: Api, id: string): Promise<DocumentDetails> => api.json('GET', of(id));

export const readText = (api: Api, id: string, q: string): Promise<TextReply> =>
  api.json('GET', `${of(id)}/text${query({ q })}`);

export const originalPath = (id: string): string => `${of(id)}/original`;

export const moveDocument = (
  api: Api,
  { document_id, version }: DocumentReply,
  to: DocumentState,
  note: string | undefined,
): Promise<DocumentReply> => api.json('POST', `${of(document_id)}/state`, { to, version, note: note ?? null });

export const removeDocument = (api: Api, id: string): Promise<DocumentReply> => api.json('DELETE', of(id));

export const restoreDocument = (api: Api, id: string): Promise<DocumentReply> => api.json('POST', `${of(id)}/restore`);

export interface NewFile {
  readonly file: File;
  /** Persona that it is for, or everybody. */
  readonly audience: string;
}

/** Sends a file; `onProgress` is told the share that was sent, 0 to 1. @throws ApiProblem */
export async function addDocument(
  api: Api,
  { file, audience }: NewFile,
  onProgress: (share: number) => void,
): Promise<DocumentReply> {
  const path = `${root}${query({ name: file.name, personas: audience })}`;
  const response = await api.through(headers => sendFile(path, file, headers, onProgress));
  return (await response.json()) as DocumentReply;
}

/** By XMLHttpRequest: fetch does not tell how much was sent. */
function sendFile(
  path: string,
  file: File,
  headers: Readonly<Record<string, string>>,
  onProgress: (share: number) => void,
): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const request = new XMLHttpRequest();
  request.open('POST', path);
  for (const [name, value] of Object.entries({ ...headers, 'Content-Type': 'application/octet-stream' }))
    request.setRequestHeader(name, value);
  request.upload.addEventListener('progress', event => onProgress(event.total > 0 ? event.loaded / event.total : 0));
  request.upload.addEventListener('load', () => onProgress(1));
  request.addEventListener('load', () =>
    resolve(
      new Response(request.responseText, {
        status: request.status,
        headers: { 'Retry-After': request.getResponseHeader('Retry-After') ?? '' },
      }),
    ),
  );
  request.addEventListener('error', () => reject(offline()));
  request.send(file);
  return promise;
}
