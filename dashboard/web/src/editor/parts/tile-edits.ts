import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { duplicateOf } from '../edits/new-tile.ts';
import { shownSpec } from '../session/shown-spec.ts';
import type { EditorParts } from './open-editor.ts';

type Parts = Pick<EditorParts, 'edit' | 'session' | 'ui'>;

export const editTile = ({ ui }: Parts, { id }: Tile): void => {
  ui.dispatch({ kind: 'selected', tile: id });
  ui.dispatch({ kind: 'panel', panel: { kind: 'tile', tile: id } });
};

/** The same tile once more; it is selected then. */
export function duplicateTile({ edit, session, ui }: Parts, tile: Tile): void {
  const copy = duplicateOf(shownSpec(session.get()), tile);
  if (edit(`Duplicate ${tile.title}`, [{ kind: 'addTile', tile: copy }], { notice: true }) === undefined) {
    ui.dispatch({ kind: 'selected', tile: copy.id });
  }
}

/** Takes a tile away; the filters that concern it alone stay. It can be taken back from where it is said. */
export function removeTile({ edit, ui }: Parts, tile: Tile): void {
  const { panel } = ui.get();
  if (panel?.kind === 'tile' && panel.tile === tile.id) ui.dispatch({ kind: 'panel', panel: undefined });
  edit(`Remove ${tile.title}`, [{ kind: 'removeTile', tile_id: tile.id }], { notice: true });
  ui.dispatch({ kind: 'selected', tile: undefined });
}

/** Brings a tile into view, once it is drawn. */
export const scrollToTile = (id: string | undefined): void => {
  if (id === undefined) return;
  requestAnimationFrame(() =>
    document.querySelector(`[data-tile="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' }),
  );
};
