import { type FormEvent, useState } from 'react';
import { formatCell } from '../format.ts';
import type { FilterControl, FilterEvent } from './dashboards-api.ts';
import { type Chosen, letsAllThrough } from './filter-values.ts';

interface Props {
  readonly control: FilterControl;
  readonly chosen: Chosen;
  readonly known: FilterEvent | undefined;
  readonly onChoose: (chosen: Chosen) => void;
}

const numberIn = (text: string): number | undefined => {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
};

/** From one number to another, both let through; either end may stay open. */
export function RangeInput({ control, chosen, known, onChoose }: Props) {
  const [of, setOf] = useState(chosen);
  const [low, setLow] = useState(chosen.minimum?.toString() ?? '');
  const [high, setHigh] = useState(chosen.maximum?.toString() ?? '');
  // What is typed gives way when the choice changes elsewhere.
  if (of.minimum !== chosen.minimum || of.maximum !== chosen.maximum) {
    setOf(chosen);
    setLow(chosen.minimum?.toString() ?? '');
    setHigh(chosen.maximum?.toString() ?? '');
  }
  const [minimum, maximum] = [numberIn(low), numberIn(high)];
  const crossed = minimum !== undefined && maximum !== undefined && minimum > maximum;
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (crossed) return;
    onChoose({ ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) });
  };
  const end = (name: string, value: string, set: (text: string) => void, hint: unknown) => (
    <label className="min-w-0 flex-1">
      <span className="text-12 text-muted">{name}</span>
      <input
        className="field numbers"
        inputMode="decimal"
        value={value}
        placeholder={typeof hint === 'number' ? formatCell(hint, { type: 'float' }) : ''}
        aria-label={`${control.label}, ${name.toLowerCase()}`}
        onChange={event => set(event.target.value)}
      />
    </label>
  );
  return (
    <form onSubmit={apply}>
      <div className="flex gap-2">
        {end('From', low, setLow, known?.minimum)}
        {end('To', high, setHigh, known?.maximum)}
      </div>
      {crossed ? (
        <p role="alert" className="mt-1 text-12 text-red">
          From is more than to.
        </p>
      ) : null}
      <div className="mt-2 flex gap-2">
        <button type="submit" className="button text-12" disabled={crossed}>
          Apply
        </button>
        {letsAllThrough(chosen) ? null : (
          <button type="button" className="button-quiet text-12" onClick={() => onChoose({})}>
            Clear
          </button>
        )}
      </div>
    </form>
  );
}
