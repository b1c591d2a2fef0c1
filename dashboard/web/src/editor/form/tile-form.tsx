import { useState } from 'react';
import { DATA_KINDS, type Tile } from '../../../../../core/dashboards/spec.ts';
import type { ModelReply } from '../../api/types.ts';
import { useBoardState } from '../../dashboards/board-context.ts';
import { useDrawnSpec } from '../parts/editor-context.ts';
import { useBoardModel } from '../parts/use-board-model.ts';
import { AskData } from './ask-data.tsx';
import { kindChoices } from './choices.ts';
import { DataPart } from './data-part.tsx';
import { type Choice, ChoiceField, TextField } from './fields.tsx';
import { LooksPart } from './looks-part.tsx';
import { emptyPlanForm, formOfPlan, type PlanForm, planOfForm } from './plan-form.ts';
import { withKind, withPlan } from './tile-content.ts';
import { withMember } from './with-member.ts';

interface Props {
  readonly tile: Tile;
  readonly onChange: (tile: Tile) => void;
  /** A new tile is named by what it shows, until it is named by hand. */
  readonly onForm?: ((form: PlanForm, model: ModelReply) => void) | undefined;
}

/** A tile as a form: title, kind, what it asks, how it shows that. */
export function TileForm({ tile, onChange, onForm }: Props) {
  const model = useBoardModel();
  const columns = useColumns(tile);
  return (
    <div className="grid gap-3">
      <TextField label="Title" value={tile.title} onChange={title => onChange({ ...tile, title })} />
      <ChoiceField
        label="Shown as"
        value={tile.kind}
        choices={kindChoices()}
        onChange={kind => kind !== undefined && onChange(withKind(tile, kind as Tile['kind']))}
      />
      {DATA_KINDS.has(tile.kind) ? (
        <>
          <Data tile={tile} model={model} onChange={onChange} onForm={onForm} />
          <LooksPart tile={tile} columns={columns} model={model} onChange={onChange} />
        </>
      ) : (
        <Plain tile={tile} onChange={onChange} />
      )}
      <TextField
        label="Description"
        rows={2}
        value={tile.description ?? ''}
        onChange={text => onChange(withMember(tile, 'description', text === '' ? undefined : text))}
      />
    </div>
  );
}

/** The columns of its data; of one that has no data yet, those that its plan names. */
function useColumns({ id, plan }: Tile): readonly Choice[] {
  const event = useBoardState(board => board.tiles[id]?.event);
  const found = event?.status === 'answered' ? event.results.columns : [];
  if (found.length > 0) return found.map(({ name, label }) => ({ value: name, label }));
  const leaf = (field: string) => field.split('.').at(-1) ?? field;
  const names = plan
    ? [...plan.dimensions.map(one => one.name ?? leaf(one.field)), ...plan.measures.map(one => one.name)]
    : [];
  return names.map(value => ({ value, label: value }));
}

function Data({ tile, model, onChange, onForm }: Props & { model: ModelReply }) {
  const [form, setForm] = useState(() => (tile.plan === undefined ? emptyPlanForm : formOfPlan(tile.plan)));
  const [asking, setAsking] = useState(false);
  const change = (next: PlanForm) => {
    setForm(next);
    onForm?.(next, model);
    if (onForm === undefined) onChange(withPlan(tile, planOfForm(next)));
  };
  return (
    <section className="grid gap-3 border-y border-line py-3" aria-label="Data">
      {form !== undefined && tile.source === undefined ? (
        <DataPart form={form} model={model} onChange={change} />
      ) : (
        <p className="text-soft">
          {tile.source
            ? `Rows of ${tile.source.query} of the source ${tile.source.source}.`
            : `Its data says more than this form can${tile.question ? `: “${tile.question}”.` : '.'}`}
        </p>
      )}
      {form === undefined ? (
        <button type="button" className="button justify-self-start" onClick={() => setForm(emptyPlanForm)}>
          Choose other data
        </button>
      ) : null}
      {asking ? (
        <AskData
          onAnswer={({ plan, question, kind }) => {
            setForm(formOfPlan(plan));
            onChange({ ...withPlan(tile, plan), question, ...(onForm && { kind, title: question.slice(0, 120) }) });
            setAsking(false);
          }}
        />
      ) : (
        <button type="button" className="button-quiet justify-self-start" onClick={() => setAsking(true)}>
          Take it from a question
        </button>
      )}
    </section>
  );
}

/** Tiles that ask nothing: their own text, or the filter that they show. */
function Plain({ tile, onChange }: Props) {
  const { filters } = useDrawnSpec();
  if (tile.kind === 'text')
    return (
      <TextField
        label="Text"
        rows={8}
        value={tile.text ?? ''}
        hint="Plain text and simple Markdown."
        onChange={text => onChange({ ...tile, text })}
      />
    );
  if (tile.kind === 'filter')
    return (
      <ChoiceField
        label="Filter"
        value={tile.filter}
        choices={filters.map(({ id, label }) => ({ value: id, label }))}
        hint={filters.length === 0 ? 'The dashboard has no filters yet: add them in its settings.' : undefined}
        onChange={filter => onChange(withMember(tile, 'filter', filter))}
      />
    );
  return null;
}
