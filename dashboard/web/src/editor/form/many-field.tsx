import { type Choice, ChoiceField } from './fields.tsx';

/** Several of a list: those chosen as chips that can be taken away, and a choice of one more. */
export function ManyField({
  label,
  values,
  choices,
  onChange,
  none,
}: {
  readonly label: string;
  readonly values: readonly string[];
  readonly choices: readonly Choice[];
  readonly onChange: (values: readonly string[]) => void;
  readonly none: string;
}) {
  const labelOf = (value: string) => choices.find(choice => choice.value === value)?.label ?? value;
  const left = choices.filter(({ value }) => !values.includes(value));
  return (
    <div className="grid gap-1">
      <ChoiceField
        label={label}
        value={undefined}
        choices={left}
        none={values.length === 0 ? none : 'Add another'}
        onChange={value => value !== undefined && onChange([...values, value])}
      />
      {values.length === 0 ? null : (
        <ul className="flex flex-wrap gap-1" aria-label={`Chosen: ${label}`}>
          {values.map(value => (
            <li key={value}>
              <button
                type="button"
                className="edit-chip"
                aria-label={`Take away ${labelOf(value)}`}
                onClick={() => onChange(values.filter(other => other !== value))}
              >
                {labelOf(value)}
                <span aria-hidden>×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
