import type { ReactNode } from 'react';
import { Dialog } from '../ui/dialog.tsx';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog about a dashboard: its heading with the way out, and parts below each other. */
export function PanelDialog({ title, onClose, children }: Props) {
  return (
    <Dialog label={title} onClose={onClose} className="max-w-[44rem]">
      <div className="grid max-h-[80vh] gap-4 overflow-auto p-4 max-md:max-h-[calc(100dvh-2rem)]">
        <div className="flex items-center justify-between gap-4">
          <h2 className="min-w-0 text-15 font-semibold break-words">{title}</h2>
          <button type="button" className="button-quiet -my-1 -mr-2" onClick={onClose}>
            Close
          </button>
        </div>
        {children}
      </div>
    </Dialog>
  );
}
