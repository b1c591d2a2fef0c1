import { formatInstant } from '../format.ts';
import { useBoardState } from './board-context.ts';
import type { BoardState } from './board-state.ts';

/** What people are told of the line that keeps the dashboard up to date; undefined while there is nothing to tell. */
export const lineWords = (line: BoardState['line']): string | undefined => {
  if (line === undefined) return undefined;
  return line.kind === 'lost' ? 'Connection lost, trying again' : 'Connected again';
};

/** Stands in place of how fresh the dashboard is, which it can't be said to stay. */
export function LineState({ className }: { className: string }) {
  const line = useBoardState(state => state.line);
  const since = line?.kind === 'lost' ? new Date(line.since).toISOString() : undefined;
  return (
    <span
      className={`truncate text-12 ${since === undefined ? 'text-muted' : 'text-red'} ${className}`}
      title={since === undefined ? undefined : `Nothing came since ${formatInstant(since)} UTC`}
    >
      {lineWords(line)}
    </span>
  );
}

/** Says it to those who do not see it; there from the start, as what comes with its words is not read out. */
export function LineSpoken() {
  const words = useBoardState(state => lineWords(state.line));
  return (
    <span role="status" className="sr-only">
      {words}
    </span>
  );
}
