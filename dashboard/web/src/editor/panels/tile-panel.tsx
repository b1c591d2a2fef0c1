import { useEffect, useState } from 'react';
import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { tileOperations } from '../edits/tile-operations.ts';
import { TileForm } from '../form/tile-form.tsx';
import { useEditor, useSession } from '../parts/editor-context.ts';
import { scrollToTile } from '../parts/tile-edits.ts';
import { shownSpec } from '../session/shown-spec.ts';
import { FormFoot } from './form-foot.tsx';
import { SidePanel } from './side-panel.tsx';
import { useTrial } from './use-trial.ts';

/** One tile by form. The board shows what the form says; only Apply makes it an edit. */
export function TilePanel({ id }: { id: string }) {
  const { ui } = useEditor();
  const tile = useSession(session => session.saved.spec.tiles.find(one => one.id === id));
  const { session } = useEditor();
  const now = shownSpec(session.get()).tiles.find(one => one.id === id) ?? tile;
  const close = () => ui.dispatch({ kind: 'panel', panel: undefined });
  if (now === undefined)
    return (
      <SidePanel label="Edit tile" onClose={close}>
        <p>The tile is not there any more.</p>
      </SidePanel>
    );
  return <Form key={id} tile={now} close={close} />;
}

function Form({ tile, close }: { tile: Tile; close: () => void }) {
  const { ui } = useEditor();
  // What others change in it meanwhile is no part of what this form changes.
  const [base] = useState(tile);
  const [draft, setDraft] = useState(tile);
  const { apply, fault, busy } = useTrial(tileOperations(base, draft));
  useEffect(() => scrollToTile(base.id), [base]);
  const done = async () => {
    if (await apply(`Edit ${draft.title}`)) {
      close();
      ui.dispatch({ kind: 'spoken', text: `${draft.title} changed` });
    }
  };
  return (
    <SidePanel
      label={`Edit ${tile.title}`}
      onClose={close}
      foot={<FormFoot fault={fault} busy={busy} action="Apply" onApply={() => void done()} onCancel={close} />}
    >
      <TileForm tile={draft} onChange={setDraft} />
    </SidePanel>
  );
}
