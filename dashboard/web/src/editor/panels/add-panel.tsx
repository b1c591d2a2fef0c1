import { useEffect, useState } from 'react';
import type { OperationInput } from '../../../../../core/dashboards/operations/schema.ts';
import { DATA_KINDS, type Tile } from '../../../../../core/dashboards/spec.ts';
import type { ModelReply } from '../../api/types.ts';
import { placedTile } from '../edits/new-tile.ts';
import { kindOfForm, type PlanForm, planOfForm, titleOfForm } from '../form/plan-form.ts';
import { withPlan } from '../form/tile-content.ts';
import { TileForm } from '../form/tile-form.tsx';
import { useDrawnSpec, useEditor } from '../parts/editor-context.ts';
import { scrollToTile } from '../parts/tile-edits.ts';
import { shownSpec } from '../session/shown-spec.ts';
import { FormFoot } from './form-foot.tsx';
import { SidePanel } from './side-panel.tsx';
import { useTrial } from './use-trial.ts';
import { WordsForm } from './words-form.tsx';

const NEW_ID = 'new-tile';
const empty: Tile = { id: NEW_ID, kind: 'number', title: 'New tile', at: { x: 0, y: 0, w: 3, h: 2 } };

/** Whether there is enough of it to be shown. */
const isWhole = ({ kind, plan, text, filter }: Tile): boolean => {
  if (DATA_KINDS.has(kind)) return plan !== undefined;
  return kind === 'text' ? text !== undefined : kind !== 'filter' || filter !== undefined;
};

/** A new tile, by words or by form; the board shows where it will be. */
export function AddPanel() {
  const { ui, session } = useEditor();
  const [byForm, setByForm] = useState(false);
  const close = () => ui.dispatch({ kind: 'panel', panel: undefined });
  if (!byForm)
    return (
      <SidePanel label="Add a tile" onClose={close}>
        <WordsForm route="add" onAccepted={close} />
        <div className="mt-4 border-t border-line pt-4">
          <button type="button" className="button" onClick={() => setByForm(true)}>
            Add by form
          </button>
        </div>
      </SidePanel>
    );
  return <AddForm spec={shownSpec(session.get())} close={close} />;
}

function AddForm({ spec, close }: { spec: ReturnType<typeof shownSpec>; close: () => void }) {
  const { ui } = useEditor();
  const [draft, setDraft] = useState(empty);
  const [named, setNamed] = useState(false);
  const [kindChosen, setKindChosen] = useState(false);
  const { id: _, at: __, ...content } = draft;
  const tile = placedTile(spec, content);
  const operations: OperationInput[] = isWhole(tile) ? [{ kind: 'addTile', tile }] : [];
  const { apply, fault, busy } = useTrial(operations);
  const shown = operations.length > 0 ? tile.id : undefined;
  useEffect(() => {
    ui.dispatch({ kind: 'marks', marks: shown === undefined ? {} : { [shown]: 'added' } });
    return () => ui.dispatch({ kind: 'marks', marks: {} });
  }, [shown, ui]);
  const drawn = useDrawnSpec().tiles.some(({ id }) => id === shown);
  useEffect(() => {
    if (drawn) scrollToTile(shown);
  }, [drawn, shown]);

  const change = (next: Tile) => {
    if (next.title !== draft.title) setNamed(true);
    if (next.kind !== draft.kind) setKindChosen(true);
    setDraft(next);
  };
  const takeForm = (form: PlanForm, model: ModelReply) => {
    const next = withPlan(draft, planOfForm(form));
    setDraft({
      ...next,
      ...(!named && next.plan && { title: titleOfForm(form, model) }),
      ...(!kindChosen && next.plan && { kind: kindOfForm(form) }),
    });
  };
  const done = async () => {
    if (!(await apply(`Add ${tile.title}`))) return;
    close();
    ui.dispatch({ kind: 'selected', tile: tile.id });
  };
  return (
    <SidePanel
      label="Add a tile"
      onClose={close}
      foot={
        <FormFoot
          fault={fault}
          busy={busy}
          disabled={operations.length === 0}
          action="Add"
          onApply={() => void done()}
          onCancel={close}
        />
      }
    >
      <TileForm tile={draft} onChange={change} onForm={takeForm} />
    </SidePanel>
  );
}
