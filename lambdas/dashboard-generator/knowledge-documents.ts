import type * as v from 'valibot';
import { dashboardRole } from '../../core/dashboards/access.ts';
import { type KnowledgeCaller, mayRemove } from '../../core/knowledge/access.ts';
import { type DiscoveryEntry, discoveryOrder } from '../../core/knowledge/discovery.ts';
import { type DocumentFormat, FORMATS, type KnownDocument, type StateChange } from '../../core/knowledge/document.ts';
import { limits } from '../../core/knowledge/limits.ts';
import { mostMarks } from '../../core/knowledge/marks.ts';
import type { Segment } from '../../core/knowledge/segments.ts';
import { MOVES } from '../../core/knowledge/state.ts';
import type { DiscoverySchema, DocumentSchema, DocumentsSchema, DocumentTextSchema } from './knowledge-schemas.ts';

type Document = v.InferOutput<typeof DocumentSchema>;

/** Documents as the API tells of them: to whom, decides what may be done with each. */
export const documentFor =
  (caller: KnowledgeCaller) =>
  (document: KnownDocument): Document => {
    const { id, fileName, addedAt, stateAt, stateBy, audience, pages, note, removedAt } = document;
    const isThere = removedAt === undefined;
    const mayCurate = isThere && dashboardRole(caller) !== 'viewer';
    return {
      document_id: id,
      title: document.title,
      file_name: fileName,
      format: document.format,
      bytes: document.bytes,
      characters: document.characters,
      pages: pages ?? null,
      owner: document.owner,
      personas: audience === '*' ? null : audience,
      added_at: addedAt,
      state: document.state,
      state_at: stateAt,
      state_by: stateBy,
      note: note ?? null,
      version: document.version,
      removed_at: removedAt ?? null,
      moves: mayCurate ? [...MOVES[document.state]] : [],
      removable: isThere && mayRemove(caller, document),
    };
  };

export function documentsPage(
  caller: KnowledgeCaller,
  documents: readonly KnownDocument[],
  counts: Readonly<Record<KnownDocument['state'], number>>,
  limit: number,
): v.InferOutput<typeof DocumentsSchema> {
  return {
    documents: documents.map(documentFor(caller)),
    counts,
    next: documents.length === limit ? (documents.at(-1)?.id ?? null) : null,
    may_add: dashboardRole(caller) !== 'viewer',
    limits: { bytes: limits.bytes, formats: [...FORMATS] },
  };
}

export const changeDocument = ({ note, ...change }: StateChange) => ({ ...change, note: note ?? null });

export function textDocument(pages: readonly (readonly Segment[])[]): v.InferOutput<typeof DocumentTextSchema> {
  const hits = pages.flat().filter(({ hit }) => hit).length;
  return {
    pages: pages.map((segments, index) => ({ number: index + 1, segments: [...segments] })),
    hits,
    all_marked: hits < mostMarks,
  };
}

export function discoveryDocument(
  caller: KnowledgeCaller,
  entries: readonly DiscoveryEntry[],
): v.InferOutput<typeof DiscoverySchema> {
  const told = documentFor(caller);
  return {
    order: discoveryOrder,
    entries: entries.map(entry => ({
      kind: entry.kind,
      reason: entry.reason,
      wanted: entry.wanted,
      search: entry.kind === 'missing' ? entry.gap.text : null,
      document: entry.kind === 'missing' ? null : told(entry.document),
    })),
  };
}

const mediaTypes: Readonly<Record<DocumentFormat, string>> = {
  text: 'text/plain; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** Headers under which a file is saved and never opened in place, whatever it holds and is called. */
export function downloadHeaders({ fileName, format }: KnownDocument): Record<string, string> {
  const plain = fileName.replace(/[^ -~]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16)}`,
  );
  return {
    'content-type': mediaTypes[format],
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}
