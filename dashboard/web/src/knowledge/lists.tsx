import { SearchX } from 'lucide-react';
import { useState } from 'react';
import type { Api } from '../api/client.ts';
import { useApp } from '../context.ts';
import { formatCount } from '../format.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { useLoad } from '../ui/use-load.ts';
import { DocumentRow } from './document-row.tsx';
import {
  type DiscoveryEntry,
  type DocumentReply,
  type DocumentState,
  type DocumentsReply,
  listDocuments,
  readDiscovery,
  searchDocuments,
} from './knowledge-api.ts';
import { Marked } from './parts.tsx';
import type { Curation } from './use-curation.ts';
import { useKeptFocus } from './use-kept-focus.ts';

interface Props {
  readonly curation: Curation;
  /** Counts what was changed: lists are loaded anew. */
  readonly changes: number;
}

const Loading = () => <SkeletonLines widths={[62, 71, 54, 66]} height={64} />;

/** What a search finds, best first. */
export function Results({ search, curation, changes }: Props & { readonly search: string }) {
  const { api } = useApp();
  const list = useKeptFocus();
  const { loaded, stale, retry } = useLoad(`${changes} ${search}`, () => searchDocuments(api, search));
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') return <ProblemNote problem={loaded.problem} onRetry={retry} />;
  const { total, hits } = loaded.value;
  return (
    <div aria-live="polite" aria-busy={stale} className={`transition-opacity ${stale ? 'opacity-60' : ''}`}>
      <p className="mb-1 text-12 text-muted">
        {total === 0 ? 'Nothing has all of these words.' : `${formatCount(total)} found, the best first`}
        {total > hits.length ? `; the first ${hits.length} are shown` : ''}
      </p>
      {total === 0 ? (
        <p className="max-w-[60ch] text-soft">
          Try fewer words, or the beginning of one with a star: contr*. “Words in quotes” stand together, -word leaves
          out. Curators are told what is searched in vain.
        </p>
      ) : (
        <ul {...list} aria-label="Found documents" className="border-t border-line">
          {hits.map(({ document, title, excerpt }) => (
            <DocumentRow key={document.document_id} {...{ document, curation, search, title }}>
              {excerpt.length === 0 ? undefined : <Marked segments={excerpt} />}
            </DocumentRow>
          ))}
        </ul>
      )}
    </div>
  );
}

const EMPTY: Readonly<Record<DocumentState, string>> = {
  new: 'Nothing new waits. Documents that are added come here first.',
  in_review: 'Nobody is reviewing anything. Begin with a new document: press R on it.',
  curated: 'Nothing is curated yet. Documents whose review ended well stand here.',
  outdated: 'Nothing is outdated.',
  rejected: 'Nothing was rejected.',
};

/** Documents of a state, the latest first. */
export function StateList({ state, curation, changes }: Props & { readonly state: DocumentState }) {
  const { api } = useApp();
  const [pages, setPages] = useState(1);
  const list = useKeptFocus();
  const { loaded, stale, retry } = useLoad(`${changes} ${pages}`, () => firstPages(api, state, pages));
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') return <ProblemNote problem={loaded.problem} onRetry={retry} />;
  const { documents, next } = loaded.value;
  if (documents.length === 0) return <p className="text-muted">{EMPTY[state]}</p>;
  return (
    <div aria-busy={stale} className={`transition-opacity ${stale ? 'opacity-60' : ''}`}>
      <ul {...list} aria-label="Documents" className="border-t border-line">
        {documents.map(document => (
          <DocumentRow key={document.document_id} document={document} curation={curation} />
        ))}
      </ul>
      {next === null ? null : (
        <button type="button" className="button mt-3" onClick={() => setPages(pages + 1)}>
          Show more
        </button>
      )}
    </div>
  );
}

/** All pages anew: a document that was moved is on another one. */
async function firstPages(
  api: Api,
  state: DocumentState,
  pages: number,
): Promise<Pick<DocumentsReply, 'documents' | 'next'>> {
  const documents: DocumentReply[] = [];
  let next: string | null | undefined;
  for (let page = 0; page < pages && next !== null; page += 1) {
    const reply = await listDocuments(api, state, next);
    documents.push(...reply.documents);
    next = reply.next;
  }
  return { documents, next: next ?? null };
}

/** What should be looked at next, and why. */
export function DiscoveryList({ curation, changes }: Props) {
  const { api } = useApp();
  const list = useKeptFocus();
  const { loaded, stale, retry } = useLoad(`discovery ${changes}`, () => readDiscovery(api));
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') return <ProblemNote problem={loaded.problem} onRetry={retry} />;
  const { order, entries } = loaded.value;
  if (entries.length === 0) return <p className="text-muted">Nothing waits, and nothing was searched in vain.</p>;
  return (
    <div aria-busy={stale} className={`transition-opacity ${stale ? 'opacity-60' : ''}`}>
      <p className="mb-2 max-w-[75ch] text-12 text-muted">{order}</p>
      <ul {...list} aria-label="Discovery queue" className="border-t border-line">
        {entries.map(entry =>
          entry.document === null ? (
            <Missing key={`missing ${entry.search}`} entry={entry} />
          ) : (
            <DocumentRow key={entry.document.document_id} document={entry.document} curation={curation}>
              {entry.reason}
            </DocumentRow>
          ),
        )}
      </ul>
    </div>
  );
}

function Missing({ entry: { search, reason } }: { entry: DiscoveryEntry }) {
  return (
    <li className="border-b border-line px-2 py-2.5">
      <p className="flex items-start gap-2 font-semibold break-words">
        <SearchX size={15} className="mt-0.5 shrink-0 text-amber" aria-hidden />“{search}”
      </p>
      <p className="mt-0.5 max-w-[75ch] text-soft">{reason}</p>
    </li>
  );
}
