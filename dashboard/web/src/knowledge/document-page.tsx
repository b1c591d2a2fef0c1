import { ArrowLeft, Download, Trash2, Undo2 } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useApp, useAppState } from '../context.ts';
import { useTitle } from '../dashboards/use-title.ts';
import { formatInstant } from '../format.ts';
import { personaTitle } from '../state/persona.ts';
import { Link } from '../ui/link.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { useLoad } from '../ui/use-load.ts';
import { DocumentText } from './document-text.tsx';
import { type DocumentDetails, type DocumentState, originalPath, readDocument } from './knowledge-api.ts';
import { Moves } from './moves.tsx';
import { StateWord } from './parts.tsx';
import { UndoLine } from './undo-line.tsx';
import { type Curation, useCuration } from './use-curation.ts';
import { historyText, measureText } from './words.ts';

/** One document: its text, where it stands, and how it came there. */
export default function DocumentPage({ id }: { id: string }) {
  const { api } = useApp();
  const [changes, setChanges] = useState(0);
  const changed = useCallback(() => setChanges(count => count + 1), []);
  const curation = useCuration(changed);
  const { loaded, retry } = useLoad(`${changes}`, () => readDocument(api, id));
  const document = loaded.kind === 'ready' ? loaded.value : undefined;
  useTitle(document?.title);
  return (
    <div className="page">
      <Link to={{ page: 'knowledge' }} className="button-quiet -ml-2.5 text-12">
        <ArrowLeft size={14} aria-hidden />
        Knowledge
      </Link>
      {loaded.kind === 'loading' ? <SkeletonLines widths={[48, 32, 90, 86, 92, 70]} /> : null}
      {loaded.kind === 'failed' ? <ProblemNote problem={loaded.problem} onRetry={retry} /> : null}
      {document === undefined ? null : <Details document={document} curation={curation} />}
      <UndoLine curation={curation} />
    </div>
  );
}

function Details({ document, curation }: { document: DocumentDetails; curation: Curation }) {
  const [noting, setNoting] = useState<DocumentState>();
  const { document_id: id, title, note } = document;
  const isThere = document.removed_at === null;
  return (
    <article aria-label={title}>
      <h1 className="mt-1 text-20 font-semibold break-words">{title}</h1>
      <Facts document={document} />
      {note === null ? null : <p className="mt-1 break-words text-soft">“{note}”</p>}
      <div className="mt-3 flex flex-wrap items-center gap-1.5">
        <Moves {...{ document, curation, noting, setNoting }} />
        {isThere ? (
          <a className="button text-12" href={originalPath(id)} download={document.file_name}>
            <Download size={14} aria-hidden />
            Download
          </a>
        ) : null}
        {document.removable ? (
          <button type="button" className="button-quiet text-12" onClick={() => void curation.remove(document)}>
            <Trash2 size={14} aria-hidden />
            Remove
          </button>
        ) : null}
      </div>
      <div className="mt-5 grid gap-6 lg:grid-cols-[minmax(0,1fr)_15rem]">
        {isThere ? (
          <DocumentText id={id} />
        ) : (
          <div>
            <p className="text-soft">This document was removed. It can be brought back for 30 days after that.</p>
            <button
              type="button"
              className="button mt-3"
              disabled={curation.busy}
              onClick={() => void curation.restore(document)}
            >
              <Undo2 size={14} aria-hidden />
              Bring back
            </button>
          </div>
        )}
        <History document={document} />
      </div>
    </article>
  );
}

function Facts({ document }: { document: DocumentDetails }) {
  const session = useAppState(state => state.session);
  const { personas, owner, added_at, file_name, state } = document;
  const titleOf = (name: string) => (session.kind === 'signedIn' ? personaTitle(session.user, name) : name);
  const audience =
    personas === null
      ? 'for everybody'
      : personas.length === 0
        ? `for ${owner} alone`
        : `for ${personas.map(titleOf).join(', ')}`;
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-3 text-12 text-muted">
      <StateWord state={state} />
      <span>{measureText(document)}</span>
      <span className="break-all">{file_name}</span>
      <span>
        added{' '}
        <time dateTime={added_at} title={added_at} className="numbers">
          {formatInstant(added_at)}
        </time>{' '}
        by {owner}
      </span>
      <span>{audience}</span>
    </p>
  );
}

/** Beside the text where there is room, else folded above it. */
function History({ document: { history } }: { document: DocumentDetails }) {
  return (
    <>
      <details className="order-first lg:hidden">
        <summary className="min-h-(--touch) content-center text-12 text-muted">History ({history.length})</summary>
        <HistoryLines history={history} />
      </details>
      <section aria-label="History" className="max-lg:hidden">
        <h2 className="pb-1 text-12 text-muted">History</h2>
        <HistoryLines history={history} />
      </section>
    </>
  );
}

function HistoryLines({ history }: Pick<DocumentDetails, 'history'>) {
  return (
    <ol className="border-t border-line">
      {history.toReversed().map(line => (
        <li key={`${line.at} ${line.what} ${line.to}`} className="border-b border-line py-1.5 text-12">
          <p className="text-soft">
            <span className="text-ink">{line.by}</span> {historyText(line)}
          </p>
          {line.note === null ? null : <p className="break-words">“{line.note}”</p>}
          <time dateTime={line.at} title={line.at} className="numbers text-muted">
            {formatInstant(line.at)}
          </time>
        </li>
      ))}
    </ol>
  );
}
