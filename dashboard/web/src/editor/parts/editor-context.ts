import { createContext, use, useSyncExternalStore } from 'react';
import type { DashboardSpec } from '../../../../../core/dashboards/spec.ts';
import { useBoardState } from '../../dashboards/board-context.ts';
import { specOf } from '../../dashboards/board-state.ts';
import type { EditSession } from '../session/session.ts';
import type { EditorParts } from './open-editor.ts';
import type { EditorUi } from './ui-state.ts';

export const EditorContext = createContext<EditorParts | undefined>(undefined);

export function useEditor(): EditorParts {
  const parts = use(EditorContext);
  if (parts === undefined) throw new Error('No EditorContext around this component');
  return parts;
}

/** A part of the session; `select` must give the same value for the same state. */
export function useSession<T>(select: (session: EditSession) => T): T {
  const { session } = useEditor();
  return useSyncExternalStore(session.subscribe, () => select(session.get()));
}

export function useUi<T>(select: (ui: EditorUi) => T): T {
  const { ui } = useEditor();
  return useSyncExternalStore(ui.subscribe, () => select(ui.get()));
}

/** The specification as it is drawn. */
export function useDrawnSpec(): DashboardSpec {
  const spec = useBoardState(specOf);
  if (spec === undefined) throw new Error('The editor stands on an open dashboard');
  return spec;
}
