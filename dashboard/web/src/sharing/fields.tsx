/** Fields of the forms of links, alerts and reports: a label above, what it means below. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

const box = 'grid min-w-0 content-start gap-1';
const Note = ({ text }: { text: string | undefined }) =>
  text === undefined ? null : <span className="text-12 text-soft">{text}</span>;

interface ChoiceProps {
  readonly label: string;
  readonly note?: string | undefined;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}

/** One of several. */
export function Choice({ label, note, value, options, onChange }: ChoiceProps) {
  return (
    <label className={box}>
      <span className="text-12 text-muted">{label}</span>
      <select className="field" value={value} onChange={event => onChange(event.target.value)}>
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Note text={note} />
    </label>
  );
}

interface TextProps {
  readonly label: string;
  readonly note?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly kind?: 'text' | 'number' | 'time' | undefined;
  readonly placeholder?: string | undefined;
  readonly required?: boolean | undefined;
}

/** A line of text, a number or a time of day. */
export function TextField({ label, note, value, onChange, kind = 'text', placeholder, required }: TextProps) {
  return (
    <label className={box}>
      <span className="text-12 text-muted">{label}</span>
      <input
        className={`field ${kind === 'text' ? '' : 'numbers'}`}
        type={kind === 'number' ? 'text' : kind}
        inputMode={kind === 'number' ? 'decimal' : undefined}
        maxLength={120}
        value={value}
        placeholder={placeholder}
        required={required}
        onChange={event => onChange(event.target.value)}
      />
      <Note text={note} />
    </label>
  );
}

/** Yes or no. */
export function Tick({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className="flex min-h-(--touch) items-center gap-2">
      <input type="checkbox" checked={checked} onChange={event => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
