import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useApp, useAppState } from '../context.ts';

const SHOWN_FOR = 8_000;

/** One short message at a time, with Undo where something can be taken back. */
export function ToastLine() {
  const { store, actions } = useApp();
  const toast = useAppState(state => state.toast);
  useEffect(() => {
    if (toast === undefined) return;
    const timer = setTimeout(() => store.dispatch({ kind: 'toastGone' }), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [toast, store]);
  return (
    <div role="status" className="fixed bottom-20 left-1/2 z-40 -translate-x-1/2 md:bottom-6">
      {toast === undefined ? null : (
        <div className="appear flex items-center gap-2 rounded-base bg-ink py-1 pr-1 pl-3 text-paper shadow-float">
          <span>{toast.text}</span>
          {toast.undo === undefined ? null : (
            <button
              type="button"
              className="min-h-(--touch) rounded-[4px] px-2 font-semibold underline underline-offset-2"
              onClick={() => actions.undoClear()}
            >
              Undo
            </button>
          )}
          <button
            type="button"
            aria-label="Dismiss"
            className="grid size-(--touch) place-items-center rounded-[4px]"
            onClick={() => store.dispatch({ kind: 'toastGone' })}
          >
            <X size={14} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
}
