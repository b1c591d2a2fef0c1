import type { ModelReply } from '../../api/types.ts';
import { useAppState } from '../../context.ts';
import { useLoad } from '../../ui/use-load.ts';
import { useEditor } from './editor-context.ts';

const none: ModelReply = { name: '', persona: '', metrics: [], datasets: [], examples: [] };

/**
 * What can be asked on this dashboard: the model of the persona that it is shown as, which is another than the chosen
 * one's where the dashboard is over another model. Empty until it is known.
 */
export function useBoardModel(): ModelReply {
  const { app, board } = useEditor();
  const chosen = useAppState(state => state.persona === board.persona);
  const known = useAppState(state => (state.model.kind === 'ready' ? state.model.value : undefined));
  const { loaded } = useLoad(`${chosen} ${board.persona}`, async () => (chosen ? none : app.api.model(board.persona)));
  if (chosen) return known ?? none;
  return loaded.kind === 'ready' ? loaded.value : none;
}
