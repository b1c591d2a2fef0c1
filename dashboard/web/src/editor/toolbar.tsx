import {
  Check,
  CloudOff,
  History,
  LoaderCircle,
  MessageSquareText,
  Plus,
  Redo2,
  Settings2,
  TriangleAlert,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useEditor, useSession, useUi } from './parts/editor-context.ts';
import type { Panel } from './parts/ui-state.ts';

/** What can be done with the dashboard while it is edited, and whether it is stored. */
export function Toolbar({ onDone }: { onDone: () => void }) {
  const { driver } = useEditor();
  const canUndo = useSession(({ undo, trouble }) => undo.length > 0 && trouble === undefined);
  const canRedo = useSession(({ redo, trouble }) => redo.length > 0 && trouble === undefined);
  const undoes = useSession(({ undo }) => undo.at(-1)?.label);
  const redoes = useSession(({ redo }) => redo.at(-1)?.label);
  return (
    <div role="toolbar" aria-label="Editing" className="edit-toolbar">
      <SavedState />
      <Tool
        label={undoes === undefined ? 'Undo' : `Undo: ${undoes}`}
        name="Undo"
        disabled={!canUndo}
        onClick={() => driver.undo()}
      >
        <Undo2 size={16} aria-hidden />
      </Tool>
      <Tool
        label={redoes === undefined ? 'Redo' : `Redo: ${redoes}`}
        name="Redo"
        disabled={!canRedo}
        onClick={() => driver.redo()}
      >
        <Redo2 size={16} aria-hidden />
      </Tool>
      <PanelTool kind="add" label="Add a tile">
        <Plus size={16} aria-hidden />
      </PanelTool>
      <PanelTool kind="words" label="Change by words">
        <MessageSquareText size={16} aria-hidden />
      </PanelTool>
      <PanelTool kind="history" label="History">
        <History size={16} aria-hidden />
      </PanelTool>
      <PanelTool kind="settings" label="Settings">
        <Settings2 size={16} aria-hidden />
      </PanelTool>
      <button type="button" className="button-primary edit-done" onClick={onDone}>
        Done
      </button>
    </div>
  );
}

interface ToolProps {
  readonly label: string;
  readonly name: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Tool({ label, name, disabled = false, pressed, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      className="button-quiet edit-tool"
      aria-label={name}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

function PanelTool({
  kind,
  label,
  children,
}: {
  kind: Exclude<Panel['kind'], 'tile'>;
  label: string;
  children: ReactNode;
}) {
  const { ui } = useEditor();
  const open = useUi(({ panel }) => panel?.kind === kind);
  return (
    <Tool
      label={label}
      name={label}
      pressed={open}
      onClick={() => ui.dispatch({ kind: 'panel', panel: open ? undefined : { kind } })}
    >
      {children}
    </Tool>
  );
}

/** Stored, on its way, or kept until the server answers. */
function SavedState() {
  const { driver } = useEditor();
  const waiting = useSession(({ queue }) => queue.length);
  const lost = useSession(session => session.lost);
  const trouble = useSession(session => session.trouble !== undefined);
  const state = trouble ? 'trouble' : lost ? 'lost' : waiting > 0 ? 'saving' : 'saved';
  const changes = waiting === 1 ? '1 change' : `${waiting} changes`;
  return (
    <span role="status" className="edit-state" data-state={state}>
      {state === 'saved' ? (
        <>
          <Check size={14} aria-hidden /> <span>Saved</span>
        </>
      ) : null}
      {state === 'saving' ? (
        <>
          <LoaderCircle size={14} aria-hidden /> <span>Saving</span>
        </>
      ) : null}
      {state === 'lost' ? (
        <>
          <CloudOff size={14} aria-hidden />
          <span>{waiting === 0 ? 'Not connected' : `Not connected, ${changes} kept`}</span>
          <button type="button" className="link" onClick={() => void driver.sync()}>
            Try now
          </button>
        </>
      ) : null}
      {state === 'trouble' ? (
        <>
          <TriangleAlert size={14} aria-hidden /> <span>Not accepted, {changes} kept</span>
        </>
      ) : null}
    </span>
  );
}
