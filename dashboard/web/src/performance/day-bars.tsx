import { formatDay } from '../format.ts';

/** Height of the bars in pixels. */
const HEIGHT = 48;
const LEAST = 2;

export interface DayBar {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Null where nothing is known. */
  readonly value: number | null;
  readonly label: string;
}

const dayText = (bar: DayBar | undefined): string => (bar === undefined ? '' : formatDay(bar.day));

/** One small bar a day, from zero up; a day of which nothing is known is a dot on the line. */
export function DayBars({ title, bars }: { title: string; bars: readonly DayBar[] }) {
  const most = Math.max(0, ...bars.map(({ value }) => value ?? 0));
  const known = bars.filter(({ value }) => value !== null);
  const top = known.reduce<DayBar | undefined>((best, bar) => (bar.value === most && most > 0 ? bar : best), undefined);
  return (
    <figure>
      <figcaption className="flex justify-between gap-3 text-12 text-muted">
        <span>{title}</span>
        {top && <span className="numbers">up to {top.label}</span>}
      </figcaption>
      <ol className="mt-2 flex items-end gap-0.5 border-b border-line" style={{ height: HEIGHT }}>
        {bars.map(({ day, value, label }) => (
          <li key={day} className="flex h-full flex-1 items-end justify-center" title={`${formatDay(day)}: ${label}`}>
            <span className="sr-only">{`${formatDay(day)}: ${label}`}</span>
            {value === null ? (
              <span className="h-0.5 w-0.5 bg-faint" />
            ) : (
              <span
                className="w-full max-w-6 bg-accent"
                style={{ height: value === 0 || most === 0 ? 0 : Math.max(LEAST, (value / most) * (HEIGHT - 1)) }}
              />
            )}
          </li>
        ))}
      </ol>
      <div className="numbers mt-1 flex justify-between text-12 text-muted" aria-hidden="true">
        <span>{dayText(bars.at(0))}</span>
        <span>{dayText(bars.at(-1))}</span>
      </div>
    </figure>
  );
}
