import { Plus, X } from 'lucide-react';
import { draws } from '../../../../../core/dashboards/shows.ts';
import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { toneChoices } from './choices.ts';
import { type Choice, ChoiceField, DraftField } from './fields.tsx';
import { Part } from './part.tsx';
import { readValue } from './plan-form.ts';
import { withMember } from './with-member.ts';

type Rule = NonNullable<NonNullable<Tile['style']>['rules']>[number];

const OPERATORS: readonly Choice[] = [
  { value: '=', label: 'is' },
  { value: '!=', label: 'is not' },
  { value: '<', label: 'less than' },
  { value: '<=', label: 'at most' },
  { value: '>', label: 'more than' },
  { value: '>=', label: 'at least' },
];

const MARKED: readonly Choice[] = [
  { value: 'cell', label: 'the cell' },
  { value: 'row', label: 'the whole row' },
];

interface Props {
  readonly tile: Tile;
  readonly columns: readonly Choice[];
  readonly onChange: (tile: Tile) => void;
}

/** Which values mean something good or bad; the first rule that holds counts. */
export function Rules({ tile, columns, onChange }: Props) {
  const rules = tile.style?.rules ?? [];
  const set = (next: readonly Rule[]) =>
    onChange(withMember(tile, 'style', { ...tile.style, rules: next.length === 0 ? undefined : [...next] }));
  const [first] = columns;
  return (
    <Part title="Rules" open={rules.length > 0}>
      {[...rules.entries()].map(([index, rule]) => (
        <RuleRow
          key={index}
          rule={rule}
          columns={columns}
          ofRows={draws(tile.kind, 'rowRules')}
          onChange={next => set(next === undefined ? rules.toSpliced(index, 1) : rules.with(index, next))}
        />
      ))}
      {first === undefined ? (
        <p className="text-12 text-muted">Its columns are known when it has data.</p>
      ) : (
        <button
          type="button"
          className="button-quiet justify-self-start"
          onClick={() =>
            set([...rules, { column: columns.at(-1)?.value ?? first.value, operator: '<', value: 0, tone: 'bad' }])
          }
        >
          <Plus size={14} aria-hidden /> Add a rule
        </button>
      )}
    </Part>
  );
}

function RuleRow({
  rule,
  columns,
  ofRows,
  onChange,
}: {
  rule: Rule;
  columns: readonly Choice[];
  /** Whether the tile has rows that can have a colour. */
  ofRows: boolean;
  onChange: (rule: Rule | undefined) => void;
}) {
  return (
    <div className="edit-row">
      <ChoiceField
        label="Column"
        value={rule.column}
        choices={columns}
        onChange={column => column !== undefined && onChange({ ...rule, column })}
      />
      <ChoiceField
        label="Is"
        value={rule.operator}
        choices={OPERATORS}
        onChange={operator => operator !== undefined && onChange({ ...rule, operator: operator as Rule['operator'] })}
      />
      <DraftField
        label="Value"
        value={String(rule.value)}
        onChange={text => onChange({ ...rule, value: readValue(text, 'decimal') })}
      />
      <ChoiceField
        label="Means"
        value={rule.tone}
        choices={toneChoices}
        onChange={tone => tone !== undefined && onChange({ ...rule, tone: tone as Rule['tone'] })}
      />
      {ofRows ? (
        <ChoiceField
          label="Colours"
          value={rule.marks ?? 'cell'}
          choices={MARKED}
          onChange={marks => {
            const { marks: _, ...cell } = rule;
            onChange(marks === 'row' ? { ...cell, marks } : cell);
          }}
        />
      ) : null}
      <button
        type="button"
        className="button-quiet"
        aria-label="Take the rule away"
        onClick={() => onChange(undefined)}
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}
