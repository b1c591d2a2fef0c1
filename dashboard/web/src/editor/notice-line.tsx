import { X } from 'lucide-react';
import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useEditor, useSession, useUi } from './parts/editor-context.ts';

const SHOWN_FOR = 8_000;

/** What was just done, with what takes it back. */
export function NoticeLine() {
  const { ui, driver } = useEditor();
  const notice = useUi(state => state.notice);
  const trouble = useSession(session => session.trouble !== undefined);
  const spoken = useUi(state => state.spoken);
  const gone = () => ui.dispatch({ kind: 'notice', notice: undefined });
  useEffect(() => {
    if (notice === undefined) return;
    const timer = setTimeout(() => ui.dispatch({ kind: 'notice', notice: undefined }), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [notice, ui]);
  return createPortal(
    <>
      <div aria-live="polite" className="sr-only">
        {spoken}
      </div>
      <div role="status" className="edit-notice">
        {notice === undefined ? null : (
          <div className="appear flex items-center gap-2 rounded-base bg-ink py-1 pr-1 pl-3 text-paper shadow-float">
            <span className="min-w-0 truncate">{notice.text}</span>
            {notice.undo === true && !trouble ? (
              <button
                type="button"
                className="min-h-(--touch) rounded-[4px] px-2 font-semibold underline underline-offset-2"
                onClick={() => {
                  driver.undo();
                  gone();
                }}
              >
                Undo
              </button>
            ) : null}
            <button
              type="button"
              aria-label="Dismiss"
              className="grid size-(--touch) place-items-center rounded-[4px]"
              onClick={gone}
            >
              <X size={14} aria-hidden />
            </button>
          </div>
        )}
      </div>
    </>,
    document.body,
  );
}
