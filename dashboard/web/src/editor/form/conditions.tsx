import { Plus, X } from 'lucide-react';
import type { ModelField, ModelReply } from '../../api/types.ts';
import { fieldChoices, operatorChoices } from './choices.ts';
import { ChoiceField, DraftField } from './fields.tsx';
import { type Condition, type ConditionOperator, readValue } from './plan-form.ts';

interface Props {
  readonly conditions: readonly Condition[];
  readonly model: ModelReply;
  readonly onChange: (conditions: readonly Condition[]) => void;
}

const fieldOf = ({ datasets }: ModelReply, name: string): ModelField | undefined =>
  datasets.flatMap(({ fields }) => fields).find(field => field.name === name);

/** Which rows count. */
export function Conditions({ conditions, model, onChange }: Props) {
  const first = model.datasets.flatMap(({ fields }) => fields).find(field => field.is_time !== true);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-12 text-muted">Only rows where</legend>
      {[...conditions.entries()].map(([index, condition]) => (
        <ConditionRow
          key={index}
          condition={condition}
          model={model}
          onChange={next =>
            onChange(next === undefined ? conditions.toSpliced(index, 1) : conditions.with(index, next))
          }
        />
      ))}
      {first === undefined ? null : (
        <button
          type="button"
          className="button-quiet justify-self-start"
          onClick={() => onChange([...conditions, { field: first.name, operator: '=', values: [''] }])}
        >
          <Plus size={14} aria-hidden /> Add a condition
        </button>
      )}
    </fieldset>
  );
}

function ConditionRow({
  condition: { field, operator, values },
  model,
  onChange,
}: {
  condition: Condition;
  model: ModelReply;
  onChange: (condition: Condition | undefined) => void;
}) {
  const known = fieldOf(model, field);
  const several = operator === 'in' || operator === 'notIn';
  const bare = operator === 'isMissing' || operator === 'isPresent';
  const read = (text: string) => (several ? text.split(',') : [text]).map(part => readValue(part, known?.type));
  return (
    <div className="edit-row">
      <ChoiceField
        label="Field"
        value={field}
        choices={fieldChoices(model, undefined, one => one.is_time !== true)}
        onChange={name => name !== undefined && onChange({ field: name, operator, values: bare ? [] : [''] })}
      />
      <ChoiceField
        label="Condition"
        value={operator}
        choices={operatorChoices}
        onChange={next => {
          if (next === undefined) return;
          const empty = next === 'isMissing' || next === 'isPresent';
          onChange({
            field,
            operator: next as ConditionOperator,
            values: empty ? [] : values.length > 0 ? values : [''],
          });
        }}
      />
      {bare ? null : (
        <DraftField
          label={several ? 'Values, divided by commas' : 'Value'}
          value={values.join(', ')}
          onChange={text => onChange({ field, operator, values: read(text) })}
          hint={known?.values?.length ? `Such as ${known.values.slice(0, 3).join(', ')}` : undefined}
        />
      )}
      <button
        type="button"
        className="button-quiet"
        aria-label="Take the condition away"
        onClick={() => onChange(undefined)}
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}
