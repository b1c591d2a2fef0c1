import { ResultTable } from '../table/result-table.tsx';
import type { TileBodyProps } from './tile-body.ts';

export default function TableBody({ tile, event }: TileBodyProps) {
  return (
    <div className="h-full overflow-auto">
      <ResultTable results={event.results} label={tile.title} />
    </div>
  );
}
