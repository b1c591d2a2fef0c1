import type { Tile } from './dashboards-api.ts';

export function TileTitle({ tile }: { tile: Tile }) {
  return (
    <header className="flex h-6 shrink-0 items-center gap-1">
      <h2 className="min-w-0 flex-1 truncate text-13 font-semibold" title={tile.description ?? tile.title}>
        {tile.title}
      </h2>
    </header>
  );
}
