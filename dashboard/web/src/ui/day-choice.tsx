interface Props {
  /** Numbers of days to choose from. */
  readonly ranges: readonly number[];
  readonly chosen: number;
  readonly onChoose: (days: number) => void;
}

/** How many of the last days a page shows. */
export function DayChoice({ ranges, chosen, onChoose }: Props) {
  return (
    <fieldset className="flex gap-0.5 rounded-base bg-hover p-0.5">
      <legend className="sr-only">Days</legend>
      {ranges.map(days => (
        <button
          key={days}
          type="button"
          aria-pressed={days === chosen}
          className="numbers min-h-[max(28px,var(--touch))] rounded-[4px] px-3 text-soft aria-pressed:bg-paper aria-pressed:font-semibold aria-pressed:text-ink"
          onClick={() => onChoose(days)}
        >
          {days} days
        </button>
      ))}
    </fieldset>
  );
}
