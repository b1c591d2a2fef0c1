import { useEffect, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useApp, useAppState } from '../context.ts';
import { useBoard, useBoardState } from '../dashboards/board-context.ts';
import { specOf } from '../dashboards/board-state.ts';
import './editor.css';
import { NoticeLine } from './notice-line.tsx';
import { AddPanel } from './panels/add-panel.tsx';
import { HistoryPanel } from './panels/history-panel.tsx';
import { SettingsPanel } from './panels/settings-panel.tsx';
import { TilePanel } from './panels/tile-panel.tsx';
import { TroubleDialog } from './panels/trouble-dialog.tsx';
import { WordsPanel } from './panels/words-panel.tsx';
import { EditorContext, useUi } from './parts/editor-context.ts';
import { type EditorParts, openEditor } from './parts/open-editor.ts';
import { useEditorKeys } from './parts/use-editor-keys.ts';
import { Layer } from './place/layer.tsx';
import type { EditorProps } from './props.ts';
import { Toolbar } from './toolbar.tsx';

/** Editing of the dashboard that the page shows. */
export default function Editor({ toolbar, close }: EditorProps) {
  const app = useApp();
  const board = useBoard();
  const username = useAppState(({ session }) => (session.kind === 'signedIn' ? session.user.username : ''));
  const [parts, setParts] = useState<EditorParts>();
  useEffect(() => {
    let left = false;
    let opened: EditorParts | undefined;
    void openEditor(app, board, username).then(made => {
      opened = made;
      if (left) made?.close();
      else setParts(made);
    });
    return () => {
      left = true;
      opened?.close();
    };
  }, [app, board, username]);
  if (parts === undefined) return null;
  return (
    <EditorContext value={parts}>
      <Open parts={parts} toolbar={toolbar} close={close} />
    </EditorContext>
  );
}

function Open({ parts, toolbar, close }: EditorProps & { parts: EditorParts }) {
  const grid = useGrid();
  const marks = useUi(ui => ui.marks);
  const leave = (): void => void leaveEditing(parts).then(close);
  useEditorKeys(parts, leave);
  return (
    <>
      {toolbar === null ? null : createPortal(<Toolbar onDone={leave} />, toolbar)}
      {grid === null ? null : <Layer grid={grid} marks={marks} />}
      <OpenPanel />
      <TroubleDialog />
      <NoticeLine />
    </>
  );
}

/** What is not stored yet is sent once more; where that fails it is said that it is kept. */
async function leaveEditing({ app, driver, session }: EditorParts): Promise<void> {
  if (session.get().queue.length > 0 && session.get().trouble === undefined) await driver.sync();
  const left = session.get().queue.length;
  if (left === 0) return;
  const changes = left === 1 ? '1 change is' : `${left} changes are`;
  app.store.dispatch({ kind: 'told', text: `${changes} not stored yet, and kept for the next time you edit here` });
}

/** The grid of the board, which is there as soon as there are tiles. */
function useGrid(): HTMLElement | null {
  const filled = useBoardState(state => (specOf(state)?.tiles.length ?? 0) > 0);
  const [grid, setGrid] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => setGrid(filled ? document.querySelector<HTMLElement>('.board-grid') : null), [filled]);
  return grid;
}

function OpenPanel() {
  const panel = useUi(ui => ui.panel);
  switch (panel?.kind) {
    case 'tile':
      return <TilePanel key={panel.tile} id={panel.tile} />;
    case 'add':
      return <AddPanel />;
    case 'words':
      return <WordsPanel />;
    case 'settings':
      return <SettingsPanel />;
    case 'history':
      return <HistoryPanel />;
    default:
      return null;
  }
}
