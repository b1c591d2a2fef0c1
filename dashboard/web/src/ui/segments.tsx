import type { ReactNode } from 'react';

interface Props<Id extends string | number> {
  /** What is chosen, for those who hear the page. */
  readonly legend: string;
  readonly choices: readonly { readonly id: Id; readonly label: ReactNode }[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
  readonly className?: string;
}

/** One of a few choices, side by side. */
export function Segments<Id extends string | number>({ legend, choices, chosen, onChoose, className = '' }: Props<Id>) {
  return (
    <fieldset className={`flex gap-0.5 rounded-base bg-hover p-0.5 ${className}`}>
      <legend className="sr-only">{legend}</legend>
      {choices.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === chosen}
          className="numbers min-h-[max(28px,var(--touch))] shrink-0 rounded-[4px] px-3 text-soft aria-pressed:bg-paper aria-pressed:font-semibold aria-pressed:text-ink"
          onClick={() => onChoose(id)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
