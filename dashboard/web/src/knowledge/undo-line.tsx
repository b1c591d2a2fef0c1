import { Undo2, X } from 'lucide-react';
import type { Curation } from './use-curation.ts';

/** What was done last, with Undo; it stays until the next thing is done. */
export function UndoLine({ curation: { done, busy, undo, dismiss } }: { curation: Curation }) {
  return (
    <>
      {/* Room to scroll what is last clear of it. */}
      {done === undefined ? null : <div aria-hidden className="h-16" />}
      <div
        role="status"
        className="fixed bottom-20 left-1/2 z-30 max-w-[calc(100vw-2rem)] -translate-x-1/2 md:bottom-6"
      >
        {done === undefined ? null : (
          <div className="appear flex items-center gap-2 rounded-base bg-ink py-1 pr-1 pl-3 text-paper shadow-float">
            <span className="min-w-0 truncate">{done.text}</span>
            <button
              type="button"
              disabled={busy}
              className="inline-flex min-h-(--touch) shrink-0 items-center gap-1.5 rounded-[4px] px-2 font-semibold underline underline-offset-2"
              onClick={undo}
            >
              <Undo2 size={14} aria-hidden />
              Undo
            </button>
            <button
              type="button"
              aria-label="Dismiss"
              className="grid size-(--touch) shrink-0 place-items-center rounded-[4px]"
              onClick={dismiss}
            >
              <X size={14} aria-hidden />
            </button>
          </div>
        )}
      </div>
    </>
  );
}
