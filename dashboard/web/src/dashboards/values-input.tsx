import { Check } from 'lucide-react';
import { useState } from 'react';
import type { Cell } from '../api/types.ts';
import { formatCell } from '../format.ts';
import { matchScore } from '../shell/palette-entries.ts';
import { SkeletonLines } from '../ui/skeleton.tsx';
import type { FilterControl, FilterEvent } from './dashboards-api.ts';
import { type Chosen, toggled } from './filter-values.ts';

interface Props {
  readonly control: FilterControl;
  readonly chosen: Chosen;
  readonly known: FilterEvent | undefined;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onDone?: (() => void) | undefined;
}

/** Values drawn at once; a search narrows them. */
const MOST = 200;
/** Lists longer than this can be searched. */
const SHORT = 8;

/** One value or several of those that there are. */
export function ValuesInput({ control, chosen, known, onChoose, onDone }: Props) {
  const [query, setQuery] = useState('');
  const { selected = [] } = chosen;
  const one = control.kind === 'value';
  if (known === undefined)
    return (
      <div className="p-2">
        <SkeletonLines widths={[70, 55, 80, 62]} height={28} />
      </div>
    );
  if (known.status !== 'answered') return <p className="p-2 text-soft">{known.message}</p>;
  const values = offered(known, selected);
  const found = values.filter(value => matchScore(query, shown(value)) > 0);
  const take = (value: Cell) => {
    const next = one ? (selected.includes(value as never) ? [] : [value]) : toggled(selected, value);
    onChoose(next.length === 0 ? {} : { selected: next as NonNullable<Chosen['selected']> });
    if (one) onDone?.();
  };
  const typed = query.trim();
  return (
    <div>
      {values.length > SHORT || known.truncated ? (
        <input
          className="field mb-1"
          type="search"
          placeholder="Search"
          aria-label={`Search ${control.label}`}
          value={query}
          onChange={event => setQuery(event.target.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter' || found[0] === undefined) return;
            event.preventDefault();
            take(found[0]);
          }}
        />
      ) : null}
      <fieldset aria-label={control.label} className="max-h-64 overflow-auto">
        {found.slice(0, MOST).map(value => (
          <Value
            key={`${typeof value} ${value}`}
            value={value}
            chosen={selected.includes(value as never)}
            one={one}
            onTake={take}
          />
        ))}
        {known.truncated && typed !== '' && !values.some(value => shown(value) === typed) ? (
          <Value value={typed} chosen={false} one={one} onTake={take} note="exactly" />
        ) : null}
        {found.length === 0 && !known.truncated ? (
          <p className="px-2 py-1 text-muted">Nothing is called that.</p>
        ) : null}
      </fieldset>
      {found.length > MOST || known.truncated ? (
        <p className="px-2 pt-1 text-12 text-muted">There are more; search for them.</p>
      ) : null}
      {selected.length === 0 ? null : (
        <button type="button" className="button-quiet mt-1 text-12" onClick={() => onChoose({})}>
          Clear
        </button>
      )}
    </div>
  );
}

/** The values that there are, with those that were chosen though they are not among them. */
const offered = ({ values }: FilterEvent, selected: readonly Cell[]): Cell[] => [
  ...selected.filter(value => !values.includes(value as never)),
  ...values,
];

const shown = (value: Cell): string => formatCell(value, { type: typeof value === 'boolean' ? 'boolean' : 'string' });

interface ValueProps {
  readonly value: Cell;
  readonly chosen: boolean;
  readonly one: boolean;
  readonly note?: string;
  readonly onTake: (value: Cell) => void;
}

function Value({ value, chosen, one, note, onTake }: ValueProps) {
  return (
    <label className="flex min-h-(--touch) cursor-pointer items-center gap-2 rounded-[4px] px-2 py-1 hover:bg-hover has-focus-visible:bg-hover">
      <input type="checkbox" className="sr-only" checked={chosen} onChange={() => onTake(value)} />
      <span
        aria-hidden
        className={`grid size-4 shrink-0 place-items-center border ${one ? 'rounded-full' : 'rounded-[4px]'} ${chosen ? 'border-accent bg-accent text-on-accent' : 'border-faint'}`}
      >
        {chosen ? <Check size={11} strokeWidth={3} /> : null}
      </span>
      <span className="min-w-0 truncate">{shown(value)}</span>
      {note === undefined ? null : <span className="text-12 text-muted">{note}</span>}
    </label>
  );
}
