import { CircleSlash } from 'lucide-react';
import type { ReactNode } from 'react';
import { ScrollBox } from '../dashboards/scroll-box.tsx';

/** Why there is no such picture of these rows, and the one that there is. */
export function Refused({ reason, offer, onOffer }: { reason: string; offer?: ReactNode; onOffer?: () => void }) {
  return (
    <ScrollBox label="Why it is not drawn">
      <div role="note" className="flex gap-2">
        <CircleSlash size={15} className="mt-0.5 shrink-0 text-muted" aria-hidden />
        <div className="min-w-0 flex-1">
          <p className="max-w-[60ch] break-words text-soft">{reason}</p>
          {offer === undefined ? null : (
            <button type="button" className="button mt-2 text-12" onClick={onOffer}>
              {offer}
            </button>
          )}
        </div>
      </div>
    </ScrollBox>
  );
}
