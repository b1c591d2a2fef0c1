import { CircleAlert, CircleSlash } from 'lucide-react';

/** Why there are no numbers, at their place, and what may be done. */
export function TileFault({ title, detail, onRetry }: { title: string; detail: string; onRetry?: () => void }) {
  return (
    <div role="alert" className="flex h-full gap-2 overflow-auto">
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
  );
}

/** What may not be answered: a refusal is no fault and is not tried again. */
export function TileRefused({ message }: { message: string }) {
  return (
    <div role="note" className="flex h-full gap-2 overflow-auto">
      <CircleSlash size={15} className="mt-0.5 shrink-0 text-muted" aria-hidden />
      <p className="min-w-0 max-w-[60ch] break-words text-soft">{message}</p>
    </div>
  );
}
