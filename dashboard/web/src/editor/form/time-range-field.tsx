import type { TimeRange } from '../../../../../core/plan/schema.ts';
import { rangeChoices, rangeOfKey } from './choices.ts';
import { ChoiceField, Field } from './fields.tsx';

interface Props {
  readonly label: string;
  /** What stands for no window. */
  readonly none: string;
  readonly value: TimeRange | undefined;
  readonly onChange: (range: TimeRange | undefined) => void;
}

const OWN = 'own';
const DAY = 86_400_000;
const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
const dayOf = (text: string): number => Date.parse(text.slice(0, 10));

/** A window of time: one that people choose, or two dates, both of them in it. */
export function TimeRangeField({ label, none, value, onChange }: Props) {
  const { choices, value: chosen } = rangeChoices(value);
  const between = value?.kind === 'between' ? value : undefined;
  return (
    <div className="grid gap-2">
      <ChoiceField
        label={label}
        value={between === undefined ? chosen : OWN}
        none={none}
        choices={[
          ...choices.filter(choice => between === undefined || choice.value !== chosen),
          { value: OWN, label: 'From … to …' },
        ]}
        onChange={key => {
          if (key === undefined) return onChange(undefined);
          if (key !== OWN) return onChange(rangeOfKey(key, value));
          const today = Math.floor(Date.now() / DAY) * DAY;
          onChange({ kind: 'between', start: isoDay(today - 29 * DAY), end: isoDay(today + DAY) });
        }}
      />
      {between === undefined ? null : (
        <div className="grid grid-cols-2 gap-3">
          <DayField
            label="From"
            value={between.start.slice(0, 10)}
            onChange={start => onChange({ ...between, start })}
          />
          <DayField
            label="To"
            value={isoDay(dayOf(between.end) - DAY)}
            onChange={last => onChange({ ...between, end: isoDay(dayOf(last) + DAY) })}
          />
        </div>
      )}
    </div>
  );
}

function DayField({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <Field label={label}>
      {id => (
        <input
          id={id}
          type="date"
          className="field numbers"
          value={value}
          onChange={event => event.target.value !== '' && onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
