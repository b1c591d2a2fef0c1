import { useEffect, useRef } from 'react';
import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { useEditor } from '../parts/editor-context.ts';

/** The title written anew in its place: Enter or leaving takes it, Esc does not. */
export function TitleField({ tile, onDone }: { tile: Tile; onDone: () => void }) {
  const { edit, ui } = useEditor();
  const field = useRef<HTMLInputElement>(null);
  const left = useRef(false);
  useEffect(() => field.current?.select(), []);
  const end = (title: string | undefined) => {
    if (left.current) return;
    left.current = true;
    onDone();
    const value = title?.trim() ?? '';
    if (value === '' || value === tile.title) return;
    const wrong = edit(`Rename ${tile.title}`, [{ kind: 'retitleTile', tile_id: tile.id, value }]);
    if (wrong !== undefined) ui.dispatch({ kind: 'notice', notice: { text: wrong } });
  };
  return (
    <input
      ref={field}
      className="edit-title"
      aria-label={`Title of ${tile.title}`}
      defaultValue={tile.title}
      maxLength={120}
      onBlur={event => end(event.target.value)}
      onKeyDown={event => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        end(event.key === 'Enter' ? event.currentTarget.value : undefined);
      }}
    />
  );
}
