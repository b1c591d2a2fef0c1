import type { ModelReply } from '../../api/types.ts';
import { groupOf } from '../../tiles/group-key.ts';
import { fieldChoices, grainChoices, groupChoices, metricChoices } from './choices.ts';
import { Conditions } from './conditions.tsx';
import { ChoiceField, NumberField } from './fields.tsx';
import { ManyField } from './many-field.tsx';
import { type Grain, type PlanForm, sharedDimensions, sharedTimeField } from './plan-form.ts';

interface Props {
  readonly form: PlanForm;
  readonly model: ModelReply;
  readonly onChange: (form: PlanForm) => void;
}

/** What a tile asks, by names of the model: numbers by groups and time, or rows. */
export function DataPart({ form, model, onChange }: Props) {
  const set = (members: Partial<PlanForm>) => onChange({ ...form, ...members });
  const listing = form.metrics.length === 0;
  const timeField = form.timeField ?? sharedTimeField(model, form.metrics);
  return (
    <div className="grid gap-3">
      <ManyField
        label="Numbers"
        values={form.metrics}
        choices={metricChoices(model)}
        none="Choose a metric"
        onChange={metrics => onChange(withMetrics({ ...form, metrics, fields: [] }, model))}
      />
      {listing ? (
        <ManyField
          label="Or rows, with these columns"
          values={form.fields}
          choices={fieldChoices(model)}
          none="Choose columns"
          onChange={fields => set({ fields })}
        />
      ) : (
        <>
          <ManyField
            label="Grouped by"
            values={form.dimensions}
            choices={groupChoices(model, sharedDimensions(model, form.metrics))}
            none="Not grouped"
            onChange={dimensions => set({ dimensions })}
          />
          {timeField === undefined ? null : (
            <ChoiceField
              label="Over time"
              value={form.grain}
              choices={grainChoices}
              none="As one number"
              onChange={grain =>
                set({ timeField, grain: grain as Grain | undefined, ...(grain && { top: undefined }) })
              }
            />
          )}
        </>
      )}
      <Conditions conditions={form.conditions} model={model} onChange={conditions => set({ conditions })} />
      <Order form={form} onChange={onChange} />
    </div>
  );
}

/** What does not fit the metrics that are chosen now goes. */
function withMetrics(form: PlanForm, model: ModelReply): PlanForm {
  const shared = sharedDimensions(model, form.metrics);
  const timeField = sharedTimeField(model, form.metrics);
  return {
    ...form,
    dimensions: form.dimensions.filter(key => shared.includes(groupOf(key).field)),
    timeField,
    grain: timeField === undefined ? undefined : form.grain,
    range: timeField === undefined ? undefined : form.range,
    top: form.top && form.metrics.includes(form.top.column) ? form.top : undefined,
  };
}

function Order({ form, onChange }: Pick<Props, 'form' | 'onChange'>) {
  const [metric] = form.metrics;
  if (metric === undefined || (form.dimensions.length === 0 && form.grain === undefined)) return null;
  const value = form.top === undefined ? undefined : form.top.direction;
  return (
    <div className="grid grid-cols-2 gap-3">
      <ChoiceField
        label="Order"
        value={value}
        none="As it comes"
        choices={[
          { value: 'DESC', label: 'Largest first' },
          { value: 'ASC', label: 'Smallest first' },
        ]}
        onChange={direction =>
          onChange({
            ...form,
            top:
              direction === undefined
                ? undefined
                : { column: form.top?.column ?? metric, direction: direction as 'ASC' | 'DESC' },
          })
        }
      />
      <NumberField
        label="At most"
        value={form.limit}
        least={1}
        placeholder="10,000"
        onChange={limit => onChange({ ...form, limit })}
      />
    </div>
  );
}
