import { Copy, Search } from 'lucide-react';
import { use } from 'react';
import type { Results } from '../api/types.ts';
import { AppContext } from '../context.ts';
import { formatCount } from '../format.ts';
import { tabSeparated } from '../table/tab-separated.ts';
import { copyText } from '../ui/clipboard.ts';
import { rowsRead } from './cut-note.ts';

interface Props {
  readonly results: Results;
  readonly order: Uint32Array | undefined;
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly busy: boolean;
  /** Down from the search field, into the table. */
  readonly onLeave: () => void;
}

/** Search, how many rows there are, and copying them. */
export function TableTools({ results, order, typed, onType, busy, onLeave }: Props) {
  const all = results.rows.length;
  const count = order?.length ?? all;
  const rows = rowsRead(results);
  const copy = useCopy(results, order);
  return (
    <div className="flex shrink-0 items-center gap-2 pb-1 text-12 text-muted">
      <label className="flex min-h-(--touch) min-w-0 flex-1 items-center gap-1.5">
        <Search size={13} aria-hidden className="shrink-0" />
        <input
          type="search"
          aria-label="Search rows"
          placeholder="Search"
          value={typed}
          onChange={event => onType(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Escape' && typed !== '') {
              event.stopPropagation();
              onType('');
            } else if (event.key === 'ArrowDown') {
              event.preventDefault();
              onLeave();
            }
          }}
          className="min-w-0 flex-1 bg-transparent py-1 text-[max(var(--size-13),var(--field-size,0px))] text-ink"
        />
      </label>
      <output aria-busy={busy} className="numbers whitespace-nowrap">
        {count === all ? rows : `${formatCount(count)} of ${rows}`}
      </output>
      <button
        type="button"
        className="button-quiet size-(--touch) p-0"
        aria-label="Copy rows"
        title="Copy rows"
        onClick={() => void copy()}
      >
        <Copy size={13} aria-hidden />
      </button>
    </div>
  );
}

/** Copies the rows shown, in their order, to paste into a spreadsheet; the page says that it did. */
export function useCopy({ columns, rows, truncated }: Results, order: Uint32Array | undefined): () => Promise<void> {
  const app = use(AppContext);
  return async () => {
    const shown = order === undefined ? rows : Array.from(order, index => rows[index] ?? []);
    const done = await copyText(tabSeparated({ columns, rows: shown, truncated }));
    app?.store.dispatch({
      kind: 'told',
      text: done ? `${formatCount(shown.length)} rows copied` : 'The browser did not allow copying',
    });
  };
}
