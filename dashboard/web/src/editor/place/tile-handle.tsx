import { Copy, Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { useEditor, useUi } from '../parts/editor-context.ts';
import { duplicateTile, editTile, removeTile } from '../parts/tile-edits.ts';
import type { Mark } from '../props.ts';
import type { Box } from './geometry.ts';
import { EDGES, type Edge, spokenPlace } from './place.ts';
import { TitleField } from './title-field.tsx';
import type { Pull } from './use-pull.ts';

interface Props {
  readonly tile: Tile;
  readonly box: Box;
  readonly mark: Mark | undefined;
  readonly pull: Pull | undefined;
  readonly wide: boolean;
  readonly onPull: (event: PointerEvent<HTMLElement>, tile: Tile, edge: Edge | undefined) => void;
  readonly onKeyDown: (event: KeyboardEvent, tile: Tile) => void;
  readonly onBlur: () => void;
}

/** Pixels from the top in which a double click is on the title. */
const TITLE_HEIGHT = 36;

const MARKS: Readonly<Record<Mark, string>> = { added: 'New', changed: 'Changed', moved: 'Moved' };

/** What lies over one tile. It is where the tile is; while it is pulled, its outline follows the pointer. */
export function TileHandle({ tile, box, mark, pull, wide, onPull, onKeyDown, onBlur }: Props) {
  const parts = useEditor();
  const selected = useUi(ui => ui.selected === tile.id);
  const [renaming, setRenaming] = useState(false);
  const select = () => parts.ui.dispatch({ kind: 'selected', tile: tile.id });
  return (
    <li
      className="edit-tile"
      data-mark={mark}
      data-selected={selected || undefined}
      data-pulled={pull && true}
      style={box}
    >
      <button
        type="button"
        data-edit-tile={tile.id}
        className="edit-grip"
        style={{
          cursor: pull !== undefined ? 'grabbing' : wide ? 'grab' : 'pointer',
          touchAction: selected && wide ? 'none' : 'manipulation',
        }}
        aria-label={`${tile.title}: ${spokenPlace(tile.at)}`}
        aria-description="Arrows move it, with Shift they resize it; Enter edits it, F2 its title."
        onPointerDown={event => onPull(event, tile, undefined)}
        onClick={select}
        onFocus={select}
        onBlur={onBlur}
        onDoubleClick={({ nativeEvent }) =>
          nativeEvent.offsetY < TITLE_HEIGHT ? setRenaming(true) : editTile(parts, tile)
        }
        onKeyDown={event => {
          if (event.key === 'Enter') {
            event.preventDefault();
            editTile(parts, tile);
          } else if (event.key === 'F2') {
            event.preventDefault();
            setRenaming(true);
          } else onKeyDown(event, tile);
        }}
      />
      {renaming ? <TitleField tile={tile} onDone={() => setRenaming(false)} /> : null}
      {mark === undefined ? null : <span className="edit-mark">{MARKS[mark]}</span>}
      <Buttons tile={tile} />
      {wide ? EDGES.map(edge => <EdgeHandle key={edge} tile={tile} edge={edge} onPull={onPull} />) : null}
      {pull === undefined ? null : <Outline pull={pull} box={box} />}
    </li>
  );
}

function Buttons({ tile }: { tile: Tile }) {
  const parts = useEditor();
  const button = 'edit-button';
  return (
    <span className="edit-buttons">
      <button type="button" className={button} aria-label={`Edit ${tile.title}`} onClick={() => editTile(parts, tile)}>
        <Pencil size={14} aria-hidden />
      </button>
      <button
        type="button"
        className={button}
        aria-label={`Duplicate ${tile.title}`}
        onClick={() => duplicateTile(parts, tile)}
      >
        <Copy size={14} aria-hidden />
      </button>
      <button
        type="button"
        className={button}
        aria-label={`Remove ${tile.title}`}
        onClick={() => removeTile(parts, tile)}
      >
        <Trash2 size={14} aria-hidden />
      </button>
    </span>
  );
}

/** By pointer only: by keys it is Shift and the arrows. */
function EdgeHandle({ tile, edge, onPull }: Pick<Props, 'tile' | 'onPull'> & { edge: Edge }) {
  return (
    <span
      className={`edit-edge edit-edge-${edge}`}
      data-edge={edge}
      onPointerDown={event => onPull(event, tile, edge)}
    />
  );
}

/** Where the pointer has taken it, beside where it would go. */
function Outline({ pull: { edge, left, top }, box }: { pull: Pull; box: Box }) {
  if (edge !== undefined) return null;
  const [x, y] = [Math.round(left - box.left), Math.round(top - box.top)];
  return <span className="edit-outline" style={{ transform: `translate(${x}px, ${y}px)` }} />;
}
