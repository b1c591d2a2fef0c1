import { Check } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { TimeRange } from '../../../../core/plan/schema.ts';
import { writePeriod } from './period-address.ts';
import { daysBetween, lastDay, PERIODS, periodWords } from './period-words.ts';

interface Props {
  readonly label: string;
  readonly period: TimeRange | undefined;
  /** What no choice is called. */
  readonly all: string;
  /** What is not offered, since no choice means it. */
  readonly without?: TimeRange | undefined;
  readonly onChoose: (period: TimeRange | undefined) => void;
}

/** A stretch of time: one of those that are often meant, or from one day to another. */
export default function PeriodInput({ label, period, all, without, onChoose }: Props) {
  const chosen = period === undefined ? undefined : writePeriod(period);
  const left = without === undefined ? undefined : writePeriod(without);
  const offered = [undefined, ...PERIODS.filter(one => writePeriod(one) !== left)];
  if (period !== undefined && !PERIODS.some(one => writePeriod(one) === chosen)) offered.splice(1, 0, period);
  return (
    <div>
      <fieldset aria-label={label} className="grid">
        {offered.map(one => {
          const word = one === undefined ? undefined : writePeriod(one);
          return (
            <button
              key={word ?? 'all'}
              type="button"
              aria-pressed={word === chosen}
              className="flex min-h-(--touch) items-center gap-2 rounded-[4px] px-2 text-left hover:bg-hover md:min-h-7"
              onClick={() => onChoose(one)}
            >
              <Check size={14} className={`shrink-0 ${word === chosen ? 'text-accent' : 'invisible'}`} aria-hidden />
              {one === undefined ? all : periodWords(one)}
            </button>
          );
        })}
      </fieldset>
      <Days key={chosen} period={period} label={label} onChoose={onChoose} />
    </div>
  );
}

function Days({ period, label, onChoose }: Pick<Props, 'period' | 'label' | 'onChoose'>) {
  const start = period?.kind === 'between' || period?.kind === 'since' ? period.start.slice(0, 10) : '';
  const end = period?.kind === 'between' || period?.kind === 'before' ? lastDay(period.end) : '';
  const [from, setFrom] = useState(start);
  const [to, setTo] = useState(end);
  const range = daysBetween(from, to);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (range !== undefined) onChoose(range);
  };
  return (
    <form className="mt-1 grid grid-cols-2 gap-2 border-t border-line p-2" onSubmit={apply}>
      <label className="min-w-0">
        <span className="text-12 text-muted">From</span>
        <input
          className="field numbers"
          type="date"
          aria-label={`${label}, from`}
          value={from}
          onChange={event => setFrom(event.target.value)}
        />
      </label>
      <label className="min-w-0">
        <span className="text-12 text-muted">To</span>
        <input
          className="field numbers"
          type="date"
          aria-label={`${label}, to`}
          value={to}
          onChange={event => setTo(event.target.value)}
        />
      </label>
      <button type="submit" className="button col-start-2 justify-self-end text-12" disabled={range === undefined}>
        Apply
      </button>
    </form>
  );
}
