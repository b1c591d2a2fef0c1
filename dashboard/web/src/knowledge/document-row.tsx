import { type ReactNode, useState } from 'react';
import { formatInstant } from '../format.ts';
import { Link } from '../ui/link.tsx';
import type { DocumentReply, DocumentState, Segment } from './knowledge-api.ts';
import { Moves } from './moves.tsx';
import { Marked, StateWord } from './parts.tsx';
import type { Curation } from './use-curation.ts';
import { MOVE_WORDS, measureText } from './words.ts';

interface Props {
  readonly document: DocumentReply;
  readonly curation: Curation;
  /** What it was found by. */
  readonly search?: string;
  readonly title?: readonly Segment[];
  /** What is said of it: the place that fits, or why it stands here. */
  readonly children?: ReactNode;
}

/** One document of a list. Arrows walk through the rows, letters move the one that has the focus. */
export function DocumentRow({ document, curation, search, title, children }: Props) {
  const [noting, setNoting] = useState<DocumentState>();
  // Who searches wants to read: what can be done with a document is shown with the one that is looked at.
  const quiet = search !== undefined;
  const { document_id: id, state, state_at, state_by, note } = document;
  return (
    <li
      data-document={id}
      className="group border-b border-line px-2 py-2.5 focus-within:bg-hover"
      onKeyDown={event => {
        if ((event.target as HTMLElement).tagName === 'INPUT' || event.metaKey || event.ctrlKey || event.altKey) return;
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          event.preventDefault();
          const row =
            event.key === 'ArrowDown'
              ? event.currentTarget.nextElementSibling
              : event.currentTarget.previousElementSibling;
          row?.querySelector<HTMLElement>('a')?.focus();
          return;
        }
        const to = document.moves.find(move => MOVE_WORDS[move].key === event.key.toLowerCase());
        if (to === undefined || curation.busy) return;
        event.preventDefault();
        if (to === 'rejected' || event.shiftKey) setNoting(to);
        else void curation.move(document, to);
      }}
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1.5">
        <div className="min-w-0 flex-1 basis-72">
          <Link
            to={{ page: 'document', id, ...(search === undefined ? {} : { search }) }}
            className="block max-w-fit break-words rounded-[4px] font-semibold hover:underline max-md:flex max-md:min-h-11 max-md:items-center"
          >
            <span>{title === undefined ? document.title : <Marked segments={title} />}</span>
          </Link>
          {children === undefined ? null : <div className="mt-0.5 max-w-[75ch] break-words text-soft">{children}</div>}
          <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-12 text-muted">
            <StateWord state={state} />
            <span>{measureText(document)}</span>
            <span>
              <time dateTime={state_at} title={state_at} className="numbers">
                {formatInstant(state_at)}
              </time>{' '}
              by {state_by}
            </span>
          </p>
          {note === null ? null : <p className="mt-0.5 text-12 break-words text-soft">“{note}”</p>}
        </div>
        <div
          className={
            quiet && noting === undefined
              ? 'pointer-fine:opacity-0 pointer-fine:group-focus-within:opacity-100 pointer-fine:group-hover:opacity-100'
              : 'contents'
          }
        >
          <Moves {...{ document, curation, noting, setNoting }} />
        </div>
      </div>
    </li>
  );
}
