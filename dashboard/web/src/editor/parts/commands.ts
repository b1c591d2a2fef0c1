import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { shownSpec } from '../session/shown-spec.ts';
import type { EditorParts } from './open-editor.ts';
import { duplicateTile, editTile, removeTile } from './tile-edits.ts';
import type { Panel } from './ui-state.ts';

/** One thing that can be done while a dashboard is edited: by a key, and by the palette. */
export interface EditorCommand {
  readonly id: string;
  readonly label: string;
  readonly words: string;
  /** A key, `z` with the command key, or none. */
  readonly key?: string | undefined;
  readonly run: (parts: EditorParts) => void;
}

const open =
  (kind: Exclude<Panel['kind'], 'tile'>) =>
  ({ ui }: EditorParts): void =>
    ui.dispatch({ kind: 'panel', panel: { kind } });

const selectedTile = ({ ui, session }: EditorParts): Tile | undefined =>
  shownSpec(session.get()).tiles.find(({ id }) => id === ui.get().selected);

const ofTile =
  (work: (parts: EditorParts, tile: Tile) => void) =>
  (parts: EditorParts): void => {
    const tile = selectedTile(parts);
    if (tile) work(parts, tile);
    else parts.ui.dispatch({ kind: 'spoken', text: 'Choose a tile first.' });
  };

export const COMMANDS: readonly EditorCommand[] = [
  { id: 'add', label: 'Add a tile', words: 'new chart number', key: 'a', run: open('add') },
  { id: 'words', label: 'Change the dashboard by words', words: 'modify say ask', key: 'w', run: open('words') },
  { id: 'edit', label: 'Edit the chosen tile', words: 'form change', key: 'e', run: ofTile(editTile) },
  { id: 'duplicate', label: 'Duplicate the chosen tile', words: 'copy', key: 'd', run: ofTile(duplicateTile) },
  { id: 'remove', label: 'Remove the chosen tile', words: 'delete', key: 'Delete', run: ofTile(removeTile) },
  { id: 'undo', label: 'Undo', words: 'take back', key: 'u', run: ({ driver }) => driver.undo() },
  { id: 'redo', label: 'Redo', words: 'again', run: ({ driver }) => driver.redo() },
  {
    id: 'tidy',
    label: 'Tidy up the tiles',
    words: 'pack arrange',
    run: ({ edit }) => void edit('Tidy up', [{ kind: 'tidy' }], { notice: true }),
  },
  { id: 'history', label: 'History of the dashboard', words: 'revisions restore who', key: 'h', run: open('history') },
  { id: 'settings', label: 'Settings of the dashboard', words: 'title folder theme filters', run: open('settings') },
];

/** The command of a key that is pressed outside fields. */
export function commandOfKey(
  event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>,
): EditorCommand | undefined {
  const by = (id: string) => COMMANDS.find(command => command.id === id);
  if (event.altKey) return undefined;
  if (event.metaKey || event.ctrlKey) {
    if (event.key.toLowerCase() === 'z') return by(event.shiftKey ? 'redo' : 'undo');
    return event.key.toLowerCase() === 'y' ? by('redo') : undefined;
  }
  if (event.shiftKey) return undefined;
  if (event.key === 'Backspace') return by('remove');
  return COMMANDS.find(command => command.key === event.key);
}
