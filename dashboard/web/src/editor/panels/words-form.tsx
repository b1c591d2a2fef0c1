import { useEffect, useState } from 'react';
import { ModelHelped } from '../../dashboards/model-helped.tsx';
import { formatDollars } from '../../format.ts';
import { HelpLink } from '../../ui/help-link.tsx';
import { differenceLines } from '../edits/describe.ts';
import { Switch, TextField } from '../form/fields.tsx';
import { useEditor } from '../parts/editor-context.ts';
import { useWords, type WordsReply, type WordsRoute } from './use-words.ts';

interface Props {
  readonly route: WordsRoute;
  readonly onAccepted: () => void;
}

/** Change by words: what would come of them is shown on the board and told here, before it is taken. */
export function WordsForm({ route, onAccepted }: Props) {
  const { display } = useEditor();
  const [words, setWords] = useState('');
  const [position, setPosition] = useState('');
  const [keep, setKeep] = useState(false);
  const { ask, accept, discard, reply, problem, busy } = useWords(route);
  useEffect(() => () => display.try(undefined), [display]);
  const add = route === 'add';
  return (
    <div className="grid gap-3">
      <form
        className="grid gap-3"
        onSubmit={event => {
          event.preventDefault();
          if (!busy && words.trim() !== '') void ask(words.trim(), { position: position.trim(), keep });
        }}
      >
        <TextField
          label={add ? 'What to show' : 'What to change'}
          rows={2}
          submits
          value={words}
          placeholder={add ? 'Revenue by region as bars' : 'Make revenue a bar chart by region'}
          onChange={setWords}
        />
        {add ? (
          <TextField label="Where" value={position} placeholder="Top right, below revenue …" onChange={setPosition} />
        ) : (
          <Switch
            label="Keep all numbers as they are"
            hint="Only looks and places may change, no tile's data."
            checked={keep}
            onChange={setKeep}
          />
        )}
        <div className="flex items-center justify-between gap-3">
          <button type="submit" className="button-primary" disabled={busy || words.trim() === ''}>
            {busy ? 'Reading' : 'Preview'}
          </button>
          <HelpLink guide="by-words">What can be said</HelpLink>
        </div>
      </form>
      {problem === undefined ? null : (
        <p role="alert" className="break-words text-red">
          {problem}
        </p>
      )}
      {reply === undefined ? null : (
        <Outcome
          reply={reply}
          onAccept={() => {
            if (accept()) onAccepted();
          }}
          onDiscard={discard}
          onNearest={text => {
            setWords(text);
            void ask(text, { position: position.trim(), keep });
          }}
        />
      )}
    </div>
  );
}

interface OutcomeProps {
  readonly reply: WordsReply;
  readonly onAccept: () => void;
  readonly onDiscard: () => void;
  readonly onNearest: (text: string) => void;
}

function Outcome({ reply, onAccept, onDiscard, onNearest }: OutcomeProps) {
  const lines = differenceLines(reply.changes);
  const { unfulfilled, assumptions } = reply;
  return (
    <section aria-label="Preview" className="grid gap-3 border-t border-line pt-3">
      <ModelHelped generated={reply} />
      {unfulfilled.map(({ text, reason, nearest }) => (
        <div key={`${text} ${reason}`} role="alert" className="rounded-base bg-amber-soft px-3 py-2">
          <p>
            <span className="font-semibold">Not done:</span> “{text}”. {reason}
          </p>
          {nearest.length === 0 ? null : (
            <p className="mt-1 flex flex-wrap gap-1">
              {nearest.map(near => (
                <button key={near} type="button" className="edit-chip" onClick={() => onNearest(near)}>
                  {near}
                </button>
              ))}
            </p>
          )}
        </div>
      ))}
      {reply.operations.length === 0 ? (
        <>
          <p className="text-muted">Nothing would change.</p>
          <Assumed texts={assumptions.map(({ text }) => text)} />
        </>
      ) : (
        <>
          <div>
            <h3 className="text-12 text-muted">What changes</h3>
            <ul className="mt-1 grid gap-1">
              {lines.map(line => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
          <Assumed texts={assumptions.map(({ text }) => text)} />
          <p className="text-12 text-muted">
            Taking all data anew then costs at most <span className="numbers">{formatDollars(reply.refresh_cost)}</span>
            .
          </p>
          <div className="flex gap-2">
            <button type="button" className="button-primary" onClick={onAccept}>
              Accept
            </button>
            <button type="button" className="button" onClick={onDiscard}>
              Discard
            </button>
          </div>
        </>
      )}
    </section>
  );
}

/** How the words were read, each reading once. */
function Assumed({ texts }: { readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <div>
      <h3 className="text-12 text-muted">Assumed</h3>
      <ul className="mt-1 grid gap-1">
        {[...new Set(texts)].map(text => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
