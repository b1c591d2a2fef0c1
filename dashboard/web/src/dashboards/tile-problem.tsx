import { CircleAlert, CircleSlash } from 'lucide-react';
import { ScrollBox } from './scroll-box.tsx';

/** Why there are no numbers, at their place, and what may be done. */
export function TileFault({ title, detail, onRetry }: { title: string; detail: string; onRetry?: () => void }) {
  return (
    <ScrollBox label={title}>
      <div role="alert" className="flex gap-2">
        <CircleAlert size={15} className="mt-0.5 shrink-0 text-red" aria-hidden />
        <div className="min-w-0 flex-1">
          <p className="font-semibold">{title}</p>
          <p className="max-w-[60ch] break-words text-soft">{detail}</p>
          {onRetry === undefined ? null : (
            <button type="button" className="button mt-2 text-12" onClick={onRetry}>
              Try again
            </button>
          )}
        </div>
      </div>
    </ScrollBox>
  );
}

/** What may not be answered: a refusal is no fault and is not tried again. */
export function TileRefused({ message }: { message: string }) {
  return (
    <ScrollBox label="Why nothing is shown">
      <div role="note" className="flex gap-2">
        <CircleSlash size={15} className="mt-0.5 shrink-0 text-muted" aria-hidden />
        <p className="min-w-0 max-w-[60ch] break-words text-soft">{message}</p>
      </div>
    </ScrollBox>
  );
}
