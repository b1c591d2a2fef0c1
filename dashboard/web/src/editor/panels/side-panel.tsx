import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';

interface Props {
  readonly label: string;
  readonly onClose: () => void;
  /** Stays at the lower end. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** Stands beside the board, which makes room; over it where there is none. */
export function SidePanel({ label, onClose, foot, children }: Props) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    document.documentElement.dataset['editPanel'] = '';
    const first = panel.current?.querySelector<HTMLElement>('input, textarea, select, [data-first]');
    (first ?? panel.current)?.focus({ preventScroll: true });
    return () => {
      delete document.documentElement.dataset['editPanel'];
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return createPortal(
    <aside ref={panel} className="edit-panel appear" aria-label={label} tabIndex={-1}>
      <header className="flex items-center gap-2 px-4 pt-3 pb-2">
        <h2 className="min-w-0 flex-1 truncate text-15 font-semibold">{label}</h2>
        <button type="button" className="button-quiet -mr-2" aria-label={`Close ${label}`} onClick={onClose}>
          <X size={16} aria-hidden />
        </button>
      </header>
      <div className="min-h-0 flex-1 overflow-auto px-4 pb-4">{children}</div>
      {foot === undefined ? null : <footer className="border-t border-line px-4 py-3">{foot}</footer>}
    </aside>,
    document.body,
  );
}
