import { useEffect, useEffectEvent } from 'react';
import { addEntries } from '../../shell/extra-entries.ts';
import type { PaletteEntry } from '../../shell/palette-entries.ts';
import { isField } from '../../ui/is-field.ts';
import { COMMANDS, commandOfKey } from './commands.ts';
import type { EditorParts } from './open-editor.ts';

/** The editor's keys, before those of the page: Esc steps back one level here, and leaves editing last. */
export function useEditorKeys(parts: EditorParts, leave: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || parts.app.store.get().overlay !== undefined) return;
    if (document.querySelector('dialog[open], [role="menu"]') !== null) return;
    // Esc in the title of a tile leaves the title.
    if (event.target instanceof Element && event.target.matches('.edit-title')) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      return back();
    }
    if (isField(event.target)) return;
    const command = commandOfKey(event);
    if (command === undefined) return;
    event.preventDefault();
    command.run(parts);
  });

  function back(): void {
    const { panel, selected } = parts.ui.get();
    if (panel !== undefined) parts.ui.dispatch({ kind: 'panel', panel: undefined });
    else if (selected !== undefined) parts.ui.dispatch({ kind: 'selected', tile: undefined });
    else leave();
  }

  useEffect(() => {
    addEventListener('keydown', onKey, true);
    return () => removeEventListener('keydown', onKey, true);
  }, []);
  useEffect(
    () =>
      addEntries(() =>
        COMMANDS.map(({ id, label, words, run }): PaletteEntry => {
          const command = { kind: 'run', run: () => run(parts) } as const;
          return { id: `edit-${id}`, group: 'This dashboard', label, words, command };
        }),
      ),
    [parts],
  );
}
