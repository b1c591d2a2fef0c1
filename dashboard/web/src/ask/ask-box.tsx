import { CornerDownLeft, History, Sparkle } from 'lucide-react';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useApp, useAppState } from '../context.ts';
import { nextIndex } from '../ui/next-index.ts';
import { ASK_BOX_ID } from './ids.ts';
import { useSuggestions } from './use-suggestions.ts';

/** Where questions are written: Enter asks, Shift+Enter breaks the line, suggestions come while typing. */
export function AskBox({ placeholder, above }: { placeholder: string; above: boolean }) {
  const { store, actions } = useApp();
  const draft = useAppState(state => state.draft);
  const [open, setOpen] = useState(false);
  const [marked, setMarked] = useState(-1);
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const suggestions = useSuggestions(draft, open);
  const shown = open ? suggestions : [];

  useLayoutEffect(() => {
    const area = box.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, draft === '' ? 44 : 168)}px`;
  }, [draft]);

  const type = (text: string) => {
    store.dispatch({ kind: 'typed', draft: text });
    setMarked(-1);
  };
  const ask = (question: string) => {
    if (question.trim() === '') return;
    type('');
    setOpen(false);
    void actions.ask(question);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const chosen = shown[marked];
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      ask(chosen?.text ?? draft);
    } else if (event.key === 'Tab' && chosen !== undefined && !event.shiftKey) {
      event.preventDefault();
      type(chosen.text);
    } else if (event.key === 'Escape' && shown.length > 0) {
      event.preventDefault();
      setOpen(false);
      setMarked(-1);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && shown.length > 0 && !draft.includes('\n')) {
      event.preventDefault();
      setMarked(
        nextIndex(
          event.key,
          marked,
          shown.map(({ text }) => text),
        ) ?? -1,
      );
    }
  };
  return (
    <div className="relative">
      <div className="flex items-end gap-2 rounded-base border border-faint bg-paper p-1 pl-3 focus-within:border-accent focus-within:outline-1 focus-within:outline-accent dark-panel">
        <textarea
          ref={box}
          id={ASK_BOX_ID}
          rows={1}
          maxLength={2_000}
          className="min-h-10 max-md:min-h-11 min-w-0 flex-1 resize-none self-center bg-transparent py-[9px] text-15 focus:outline-none max-md:text-[16px]"
          placeholder={placeholder}
          aria-label="Question"
          role="combobox"
          aria-expanded={shown.length > 0}
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={marked >= 0 ? `${id}-${marked}` : undefined}
          autoComplete="off"
          value={draft}
          onChange={event => {
            type(event.target.value);
            setOpen(true);
          }}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          className="grid h-10 max-md:h-11 w-11 shrink-0 place-items-center rounded-[4px] bg-accent text-on-accent hover:bg-accent-strong disabled:bg-press disabled:text-muted"
          aria-label="Ask"
          disabled={draft.trim() === ''}
          onClick={() => ask(draft)}
        >
          <CornerDownLeft size={16} aria-hidden />
        </button>
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Suggestions"
        hidden={shown.length === 0}
        className={`appear dark-panel absolute inset-x-0 z-30 max-h-[50vh] overflow-auto rounded-base bg-paper p-1 shadow-float ${above ? 'bottom-full mb-1' : 'top-full mt-1'}`}
      >
        {shown.map(({ text, kind }, index) => (
          <div
            key={`${kind} ${text}`}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === marked}
            className="flex min-h-(--touch) items-center gap-2 rounded-[4px] px-2 py-1 hover:bg-hover aria-selected:bg-press"
            onPointerDown={event => event.preventDefault()}
            onClick={() => ask(text)}
            onKeyDown={onKeyDown}
          >
            {kind === 'history' ? (
              <History size={14} className="shrink-0 text-muted" aria-label="asked before" />
            ) : (
              <Sparkle size={14} className="shrink-0 text-muted" aria-hidden />
            )}
            <span className="min-w-0 flex-1 wrap-anywhere md:truncate">{text}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
