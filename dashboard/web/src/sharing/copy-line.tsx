import { useRef } from 'react';
import { useApp } from '../context.ts';
import { copyText } from '../ui/clipboard.ts';

/** A text to be taken along, all of it at once. */
export function CopyLine({ label, text, note }: { label: string; text: string; note?: string | undefined }) {
  const { store } = useApp();
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    field.current?.select();
    const done = await copyText(text);
    store.dispatch({ kind: 'told', text: done ? 'Copied' : 'The browser did not allow copying' });
  };
  return (
    <div className="grid gap-1">
      <div className="flex gap-2">
        <input
          ref={field}
          className="field min-w-0 flex-1 font-mono text-12"
          aria-label={label}
          readOnly
          value={text}
          onFocus={event => event.currentTarget.select()}
        />
        <button type="button" className="button shrink-0" onClick={() => void copy()}>
          Copy
        </button>
      </div>
      {note === undefined ? null : <p className="text-12 text-soft">{note}</p>}
    </div>
  );
}
