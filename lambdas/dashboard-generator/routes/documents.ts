import { SophiaError } from '../../../core/errors.ts';
import type { Persona } from '../../../core/identity/persona.ts';
import type { Authenticated } from '../../../core/identity/sessions.ts';
import type { KnowledgeCaller } from '../../../core/knowledge/access.ts';
import type { Knowledge } from '../../../core/knowledge/knowledge.ts';
import { limits } from '../../../core/knowledge/limits.ts';
import { RequestError } from '../../query-orchestrator/problem.ts';
import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';
import { callerOf } from '../caller.ts';
import {
  changeDocument,
  discoveryDocument,
  documentFor,
  documentsPage,
  downloadHeaders,
  textDocument,
} from '../knowledge-documents.ts';
import {
  AddQuerySchema,
  DiscoveryQuerySchema,
  DiscoverySchema,
  DocumentDetailsSchema,
  DocumentSchema,
  DocumentsSchema,
  DocumentTextSchema,
  FoundSchema,
  ListQuerySchema,
  MoveSchema,
  ReadQuerySchema,
  SearchQuerySchema,
} from '../knowledge-schemas.ts';

const tag = 'Documents';
const access = 'session';

export interface KnowledgeDependencies {
  /** Absent where documents are not kept or not served: every route says so. */
  readonly knowledge?: Knowledge | undefined;
  /** The address that serves them, where this one does not. */
  readonly servedAt?: string | undefined;
  readonly personas: readonly Persona[];
}

/** Documents: added, found, curated. */
export function documentRoutes({ knowledge, personas, servedAt }: KnowledgeDependencies): Route[] {
  const kept = (): Knowledge => {
    if (knowledge) return knowledge;
    if (servedAt === undefined) throw new SophiaError('knowledge.not_kept', [], {});
    const mend = `Send the same request to ${servedAt}.`;
    throw new RequestError('request.not_served_here', `Documents are served at the address of the page. ${mend}`);
  };
  const who = (caller: Authenticated): KnowledgeCaller => callerOf(caller, personas);

  const add = defineRoute({
    method: 'POST',
    path: '/api/v1/documents',
    operationId: 'addDocument',
    summary: 'Adds a document. The body is the file itself; what it is shows its content, not its name or type.',
    tag,
    access,
    query: AddQuerySchema,
    file: {
      maximumBytes: limits.bytes,
      tooLarge: () => new SophiaError('knowledge.too_large', [], { limit: limits.bytes }),
    },
    responses: { 200: { description: 'The document', schema: DocumentSchema } },
    async handle({ c, caller, query }) {
      const { name, title, personas: wanted } = query;
      const audience = wanted === undefined || wanted === '*' ? wanted : wanted.split(',');
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      return json(c, documentFor(who(caller))(await kept().add(who(caller), { name, title, audience, bytes })));
    },
  });

  const list = defineRoute({
    method: 'GET',
    path: '/api/v1/documents',
    operationId: 'listDocuments',
    summary: 'Documents that the caller may see, of a state or all, the latest first, and how many there are of each.',
    tag,
    access,
    query: ListQuerySchema,
    responses: { 200: { description: 'Documents', schema: DocumentsSchema } },
    async handle({ c, caller, query }) {
      const documents = await kept().list(who(caller), query);
      return json(c, documentsPage(who(caller), documents, await kept().counts(who(caller)), query.limit));
    },
  });

  const search = defineRoute({
    method: 'GET',
    path: '/api/v1/documents/search',
    operationId: 'searchDocuments',
    summary: 'Full-text search, best first: all words, "words in this order", -without, begin*. No text is a fault.',
    tag,
    access,
    query: SearchQuerySchema,
    responses: { 200: { description: 'What was found, with the places that fit', schema: FoundSchema } },
    async handle({ c, caller, query: { q, ...page } }) {
      const { total, hits } = await kept().search(who(caller), q, page);
      const told = documentFor(who(caller));
      return json(c, { total, hits: hits.map(hit => ({ ...hit, document: told(hit.document) })) });
    },
  });

  const discovery = defineRoute({
    method: 'GET',
    path: '/api/v1/documents/discovery',
    operationId: 'readDiscoveryQueue',
    summary: 'What should be looked at next, each with its reason. For editors.',
    tag,
    access,
    query: DiscoveryQuerySchema,
    responses: { 200: { description: 'The queue', schema: DiscoverySchema } },
    async handle({ c, caller, query }) {
      return json(c, discoveryDocument(who(caller), await kept().discovery(who(caller), query.limit)));
    },
  });

  return [add, list, search, discovery, ...documentRoutesOfOne(kept, who)];
}

/** What is done with one document. */
function documentRoutesOfOne(kept: () => Knowledge, who: (caller: Authenticated) => KnowledgeCaller): Route[] {
  const read = defineRoute({
    method: 'GET',
    path: '/api/v1/documents/{id}',
    operationId: 'readDocument',
    summary: 'A document and its history; also one that was removed, for who may bring it back.',
    tag,
    access,
    responses: { 200: { description: 'The document', schema: DocumentDetailsSchema } },
    async handle({ c, caller, param }) {
      const { document, history } = await kept().get(who(caller), param('id'));
      return json(c, { ...documentFor(who(caller))(document), history: history.map(changeDocument) });
    },
  });

  const text = defineRoute({
    method: 'GET',
    path: '/api/v1/documents/{id}/text',
    operationId: 'readDocumentText',
    summary: 'The text of a document by pages, with what a search finds in it marked.',
    tag,
    access,
    query: ReadQuerySchema,
    responses: { 200: { description: 'The text', schema: DocumentTextSchema } },
    async handle({ c, caller, query, param }) {
      return json(c, textDocument(await kept().read(who(caller), param('id'), query.q)));
    },
  });

  const original = defineRoute({
    method: 'GET',
    path: '/api/v1/documents/{id}/original',
    operationId: 'readDocumentOriginal',
    summary: 'The file as it was added, to be saved.',
    tag,
    access,
    responses: { 200: { description: 'The file', contentType: 'application/octet-stream' } },
    async handle({ c, caller, param }) {
      const { document, bytes } = await kept().original(who(caller), param('id'));
      return c.body(new Uint8Array(bytes), 200, downloadHeaders(document));
    },
  });

  const move = defineRoute({
    method: 'POST',
    path: '/api/v1/documents/{id}/state',
    operationId: 'moveDocument',
    summary: 'Brings a document to another state of its curation. A move is taken back by moving it back. For editors.',
    tag,
    access,
    body: MoveSchema,
    responses: { 200: { description: 'The document', schema: DocumentSchema } },
    async handle({ c, caller, body: { to, version, note }, param }) {
      const moved = await kept().move(who(caller), param('id'), to, version, note ?? undefined);
      return json(c, documentFor(who(caller))(moved));
    },
  });

  const remove = defineRoute({
    method: 'DELETE',
    path: '/api/v1/documents/{id}',
    operationId: 'removeDocument',
    summary: 'Takes a document away; it can be brought back for 30 days. For who added it, and administrators.',
    tag,
    access,
    responses: { 200: { description: 'The document', schema: DocumentSchema } },
    async handle({ c, caller, param }) {
      return json(c, documentFor(who(caller))(await kept().remove(who(caller), param('id'))));
    },
  });

  const restore = defineRoute({
    method: 'POST',
    path: '/api/v1/documents/{id}/restore',
    operationId: 'restoreDocument',
    summary: 'Brings back a document that was removed, in the state that it was in.',
    tag,
    access,
    responses: { 200: { description: 'The document', schema: DocumentSchema } },
    async handle({ c, caller, param }) {
      return json(c, documentFor(who(caller))(await kept().restore(who(caller), param('id'))));
    },
  });

  return [read, text, original, move, remove, restore];
}
