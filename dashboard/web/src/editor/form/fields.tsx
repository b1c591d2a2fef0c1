import { type ReactNode, useId, useState } from 'react';
import { submitOnEnter } from '../../ui/submit-on-enter.ts';

/** The fields that forms are made of: a label above, what is wrong below. */
interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: (id: string) => ReactNode;
}

export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className="text-12 text-muted">
        {label}
      </label>
      {children(id)}
      {hint === undefined ? null : <p className="text-12 text-muted">{hint}</p>}
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly hint?: string | undefined;
  readonly rows?: number;
  /** Enter sends the form of a field of several lines, as it does that of one line. */
  readonly submits?: boolean;
}

export function TextField({ label, value, onChange, placeholder, hint, rows, submits = false }: TextProps) {
  return (
    <Field label={label} hint={hint}>
      {id =>
        rows === undefined ? (
          <input
            id={id}
            className="field"
            value={value}
            placeholder={placeholder}
            autoComplete="off"
            onChange={event => onChange(event.target.value)}
          />
        ) : (
          <textarea
            id={id}
            className="field"
            rows={rows}
            value={value}
            placeholder={placeholder}
            onChange={event => onChange(event.target.value)}
            onKeyDown={submits ? submitOnEnter : undefined}
          />
        )
      }
    </Field>
  );
}

/** A text that means a value: what is typed stays as it is typed, while the value follows. */
export function DraftField({ value, onChange, ...rest }: TextProps) {
  const [draft, setDraft] = useState(value);
  return (
    <TextField
      {...rest}
      value={draft}
      onChange={text => {
        setDraft(text);
        onChange(text);
      }}
    />
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly least?: number;
  readonly most?: number;
  readonly placeholder?: string;
  readonly hint?: string | undefined;
}

export function NumberField({ label, value, onChange, least, most, placeholder, hint }: NumberProps) {
  return (
    <Field label={label} hint={hint}>
      {id => (
        <input
          id={id}
          type="number"
          className="field numbers"
          min={least}
          max={most}
          step="any"
          value={value ?? ''}
          placeholder={placeholder}
          onChange={event => onChange(event.target.value === '' ? undefined : event.target.valueAsNumber)}
        />
      )}
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly group?: string | undefined;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string | undefined) => void;
  /** What stands for no choice; without it one must be chosen. */
  readonly none?: string | undefined;
  readonly hint?: string | undefined;
}

export function ChoiceField({ label, value, choices, onChange, none, hint }: ChoiceProps) {
  return (
    <Field label={label} hint={hint}>
      {id => (
        <select
          id={id}
          className="field"
          value={value ?? ''}
          onChange={event => onChange(event.target.value === '' ? undefined : event.target.value)}
        >
          {none === undefined && choices.some(choice => choice.value === value) ? null : (
            <option value="">{none ?? 'Choose'}</option>
          )}
          <Options choices={choices} />
        </select>
      )}
    </Field>
  );
}

function Options({ choices }: { choices: readonly Choice[] }) {
  const groups = [...Map.groupBy(choices, ({ group }) => group ?? '')];
  const option = ({ value, label }: Choice) => (
    <option key={value} value={value}>
      {label}
    </option>
  );
  return groups.map(([group, own]) =>
    group === '' ? (
      own.map(option)
    ) : (
      <optgroup key={group} label={group}>
        {own.map(option)}
      </optgroup>
    ),
  );
}

interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: string | undefined;
}

export function Switch({ label, checked, onChange, hint }: SwitchProps) {
  return (
    <label className="flex min-h-(--touch) items-center gap-2">
      <input
        type="checkbox"
        className="size-4 accent-(--accent)"
        checked={checked}
        onChange={event => onChange(event.target.checked)}
      />
      <span>
        {label}
        {hint === undefined ? null : <span className="block text-12 text-muted">{hint}</span>}
      </span>
    </label>
  );
}
