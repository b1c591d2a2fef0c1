import { useEffect, useState } from 'react';
import { useApp } from '../context.ts';
import { formatElapsed } from '../format.ts';
import type { Turn } from '../state/thread.ts';

/** The place of the answer to come, with the time it has taken and a way out. */
export function RunningNote({ turn }: { turn: Turn }) {
  const { actions } = useApp();
  const seconds = useElapsed(turn.askedAt);
  return (
    <div>
      <div className="flex h-11 items-center gap-3 text-muted">
        {seconds < 0.4 ? null : (
          <>
            <span className="numbers appear min-w-36">
              {turn.queryId === undefined
                ? 'Reading the question'
                : `Running, ${formatElapsed(Math.max(1, Math.floor(seconds)))}`}
            </span>
            <button type="button" className="button" onClick={() => void actions.cancel(turn.key)}>
              Cancel
            </button>
          </>
        )}
      </div>
      <div className="skeleton mt-2 h-(--chart-height)" aria-hidden />
    </div>
  );
}

function useElapsed(since: number): number {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, (now - since) / 1000);
}
