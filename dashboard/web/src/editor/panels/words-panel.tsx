import { useEditor } from '../parts/editor-context.ts';
import { SidePanel } from './side-panel.tsx';
import { WordsForm } from './words-form.tsx';

/** The dashboard changed by words. */
export function WordsPanel() {
  const { ui } = useEditor();
  return (
    <SidePanel label="Change by words" onClose={() => ui.dispatch({ kind: 'panel', panel: undefined })}>
      <WordsForm route="modify" onAccepted={() => ui.dispatch({ kind: 'panel', panel: undefined })} />
    </SidePanel>
  );
}
