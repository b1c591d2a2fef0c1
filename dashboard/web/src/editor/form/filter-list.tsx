import { Plus, X } from 'lucide-react';
import type { FilterControl, Tile } from '../../../../../core/dashboards/spec.ts';
import { freeId } from '../edits/new-tile.ts';
import { useBoardModel } from '../parts/use-board-model.ts';
import { fieldChoices } from './choices.ts';
import { ChoiceField, DraftField, NumberField, TextField } from './fields.tsx';
import { ManyField } from './many-field.tsx';
import { readValue } from './plan-form.ts';
import { TimeRangeField } from './time-range-field.tsx';
import { withMember } from './with-member.ts';

interface Props {
  readonly filters: readonly FilterControl[];
  readonly tiles: readonly Tile[];
  readonly onChange: (filters: readonly FilterControl[]) => void;
}

const KINDS = [
  { value: 'values', label: 'Several values' },
  { value: 'value', label: 'One value' },
  { value: 'numberRange', label: 'From … to …' },
];

/** The controls of a dashboard: what they narrow, and which tiles. */
export function FilterList({ filters, tiles, onChange }: Props) {
  const model = useBoardModel();
  const fields = model.datasets.flatMap(dataset => dataset.fields);
  const add = (name: string | undefined) => {
    const field = fields.find(one => one.name === name);
    if (field === undefined) return;
    const id = freeId(
      field.label,
      filters.map(one => one.id),
    );
    onChange([
      ...filters,
      { id, label: field.label, field: field.name, kind: field.is_time === true ? 'date' : 'values' },
    ]);
  };
  return (
    <>
      {filters.map((filter, index) => (
        <FilterRow
          key={filter.id}
          filter={filter}
          type={fields.find(({ name }) => name === filter.field)?.type}
          tiles={tiles}
          onChange={next => onChange(next === undefined ? filters.toSpliced(index, 1) : filters.with(index, next))}
        />
      ))}
      <div className="flex items-center gap-1 text-muted">
        <Plus size={14} aria-hidden />
        <div className="min-w-0 flex-1">
          <ChoiceField
            label="Add a filter by"
            value={undefined}
            none="Choose a field"
            choices={fieldChoices(model)}
            onChange={add}
          />
        </div>
      </div>
    </>
  );
}

function FilterRow({
  filter,
  type,
  tiles,
  onChange,
}: {
  filter: FilterControl;
  type: string | null | undefined;
  tiles: readonly Tile[];
  onChange: (filter: FilterControl | undefined) => void;
}) {
  const { kind, selected, minimum, maximum } = filter;
  const bare = ({ id, label, field, tiles: concerned }: FilterControl) => ({
    id,
    label,
    field,
    ...(concerned && { tiles: concerned }),
  });
  return (
    <div className="edit-row">
      <TextField label="Name" value={filter.label} onChange={label => onChange({ ...filter, label })} />
      <p className="text-12 text-muted">{filter.field}</p>
      {kind === 'date' ? null : (
        <ChoiceField
          label="Chosen as"
          value={kind}
          choices={KINDS}
          onChange={next => next !== undefined && onChange({ ...bare(filter), kind: next as FilterControl['kind'] })}
        />
      )}
      {kind === 'value' || kind === 'values' ? (
        <DraftField
          label="Starts with"
          value={(selected ?? []).join(', ')}
          placeholder="All"
          onChange={text => {
            const values = text.split(',').map(part => readValue(part, type));
            onChange(withMember(filter, 'selected', text.trim() === '' ? undefined : values));
          }}
        />
      ) : null}
      {kind === 'numberRange' ? (
        <div className="grid grid-cols-2 gap-3">
          <NumberField
            label="Starts from"
            value={minimum}
            placeholder="Any"
            onChange={value => onChange(withMember(filter, 'minimum', value))}
          />
          <NumberField
            label="Up to"
            value={maximum}
            placeholder="Any"
            onChange={value => onChange(withMember(filter, 'maximum', value))}
          />
        </div>
      ) : null}
      {kind === 'date' ? (
        <TimeRangeField
          label="Starts with"
          none="All of time"
          value={filter.period}
          onChange={period => onChange(withMember(filter, 'period', period))}
        />
      ) : null}
      <ManyField
        label="Concerns"
        values={filter.tiles ?? []}
        choices={tiles.map(({ id, title }) => ({ value: id, label: title }))}
        none="All tiles that have it"
        onChange={list => onChange(withMember(filter, 'tiles', list.length === 0 ? undefined : [...list]))}
      />
      <button
        type="button"
        className="button-quiet"
        aria-label={`Take the filter ${filter.label} away`}
        onClick={() => onChange(undefined)}
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}
