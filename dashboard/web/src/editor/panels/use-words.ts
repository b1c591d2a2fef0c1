import { useEffect, useState } from 'react';
import type { Differences } from '../../../../../core/dashboards/differences.ts';
import type { OperationInput } from '../../../../../core/dashboards/operations/schema.ts';
import { asProblem } from '../../api/client.ts';
import type { Generated } from '../../dashboards/dashboards-api.ts';
import { useEditor } from '../parts/editor-context.ts';
import { scrollToTile } from '../parts/tile-edits.ts';
import type { Mark } from '../props.ts';

export type WordsRoute = 'add' | 'modify';
export type WordsReply = Generated & { readonly changes: Differences };

/** What is said while an earlier edit is not stored: words are read on what the server has. */
const NOT_SAVED = 'Something that was done before is not stored yet. It is sent as soon as the server answers.';

/** Words to operations: asked for as a preview, drawn on the board, made one edit when they are accepted. */
export function useWords(route: WordsRoute) {
  const { app, board, driver, session, display, ui, edit } = useEditor();
  const [reply, setReply] = useState<WordsReply>();
  const [asked, setAsked] = useState('');
  const [seen, setSeen] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const clear = () => {
    setReply(undefined);
    display.try(undefined);
    ui.dispatch({ kind: 'marks', marks: {} });
  };
  useEffect(() => () => ui.dispatch({ kind: 'marks', marks: {} }), [ui]);

  async function ask(words: string, options: { position: string; keep: boolean }): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    clear();
    await driver.idle();
    try {
      if (session.get().queue.length > 0) return setProblem(NOT_SAVED);
      setSeen(session.get().saved.revision);
      const found = await app.api.json<WordsReply>('POST', pathOf(route), bodyOf(words, options));
      setAsked(words);
      setReply(found);
      display.try(found.operations as readonly OperationInput[]);
      const marks = marksOf(found.changes);
      ui.dispatch({ kind: 'marks', marks });
      scrollToTile(Object.keys(marks).find(id => marks[id] !== 'moved'));
      ui.dispatch({
        kind: 'spoken',
        text: `Preview: ${found.operations.length === 0 ? 'nothing would change' : 'see what changes'}`,
      });
    } catch (thrown) {
      setProblem(asProblem(thrown).detail);
    } finally {
      setBusy(false);
    }
  }

  const bodyOf = (words: string, { position, keep }: { position: string; keep: boolean }) => ({
    dashboard_id: board.id,
    persona: board.persona,
    base_revision: session.get().saved.revision,
    dry_run: true,
    ...(route === 'add'
      ? { description: words, ...(position !== '' && { position }) }
      : { modification: words, preserve_functionality: keep }),
  });

  function accept(): boolean {
    if (reply === undefined) return false;
    const wrong = edit(asked, reply.operations as readonly OperationInput[], { notice: true, seen });
    setProblem(wrong);
    if (wrong === undefined) {
      display.accept();
      clear();
    }
    return wrong === undefined;
  }
  return { ask, accept, discard: clear, reply, problem, busy };
}

const pathOf = (route: WordsRoute): string => (route === 'add' ? '/add-component' : '/modify-dashboard');

function marksOf({ added, changed }: Differences): Record<string, Mark> {
  const marks: Record<string, Mark> = {};
  for (const { tile_id } of added) marks[tile_id] = 'added';
  for (const { tile_id, what } of changed) marks[tile_id] = what.length === 1 && what[0] === 'at' ? 'moved' : 'changed';
  return marks;
}
