import type { ReactNode } from 'react';
import type { Loaded } from '../state/app-state.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

interface Props<Item> {
  readonly loaded: Loaded<readonly Item[]>;
  readonly retry: () => void;
  /** What is said when there are none. */
  readonly none: string;
  readonly row: (item: Item) => ReactNode;
}

/** What is kept for a dashboard, a row each. */
export function KeptList<Item>({ loaded, retry, none, row }: Props<Item>) {
  if (loaded.kind === 'failed') return <ProblemNote problem={loaded.problem} onRetry={retry} />;
  if (loaded.kind === 'loading') return <div className="skeleton h-11" />;
  if (loaded.value.length === 0) return <p className="text-muted">{none}</p>;
  return <ul className="divide-y divide-line border-y border-line">{loaded.value.map(row)}</ul>;
}
