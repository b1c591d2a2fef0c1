import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { DocumentReply, DocumentState } from './knowledge-api.ts';
import type { Curation } from './use-curation.ts';
import { MOVE_WORDS } from './words.ts';

interface Props {
  readonly document: DocumentReply;
  readonly curation: Curation;
  /** The move that is being given a note; rejecting takes one. */
  readonly noting: DocumentState | undefined;
  readonly setNoting: (to: DocumentState | undefined) => void;
}

/** The moves that are possible from here. Rejecting asks for the reason first; with Shift every move takes a note. */
export function Moves({ document, curation, noting, setNoting }: Props) {
  if (document.moves.length === 0) return null;
  if (noting !== undefined) return <NoteForm {...{ document, curation, noting, setNoting }} />;
  return (
    <div className="flex flex-wrap gap-1">
      {document.moves.map(to => (
        <button
          key={to}
          type="button"
          disabled={curation.busy}
          className="button text-12"
          aria-label={`${MOVE_WORDS[to].label}: ${document.title}`}
          aria-keyshortcuts={MOVE_WORDS[to].key}
          title={`Key ${MOVE_WORDS[to].key.toUpperCase()}; with Shift and a note`}
          onClick={event => {
            if (to === 'rejected' || event.shiftKey) setNoting(to);
            else void curation.move(document, to);
          }}
        >
          {MOVE_WORDS[to].label}
        </button>
      ))}
    </div>
  );
}

function NoteForm({ document, curation, noting, setNoting }: Props & { readonly noting: DocumentState }) {
  const [note, setNote] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // The form opens under the hand of whoever asked for it.
  useEffect(() => field.current?.focus(), []);
  const isNeeded = noting === 'rejected';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isNeeded && note.trim() === '') return;
    void curation.move(document, noting, note.trim() || undefined).then(moved => moved && setNoting(undefined));
  };
  return (
    <form
      onSubmit={submit}
      className="flex w-full flex-wrap gap-1.5"
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        event.preventDefault();
        setNoting(undefined);
      }}
    >
      <input
        ref={field}
        className="field min-w-0 flex-1 basis-48"
        aria-label={isNeeded ? 'Why it is rejected' : 'Note'}
        placeholder={isNeeded ? 'Why? Who added it will want to know' : 'Note'}
        maxLength={1_000}
        value={note}
        onChange={event => setNote(event.target.value)}
      />
      <button type="submit" className="button" disabled={curation.busy || (isNeeded && note.trim() === '')}>
        {MOVE_WORDS[noting].label}
      </button>
      <button type="button" className="button-quiet" onClick={() => setNoting(undefined)}>
        Cancel
      </button>
    </form>
  );
}
