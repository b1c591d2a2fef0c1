import { lazy, Suspense } from 'react';
import { useBoardState } from './board-context.ts';
import { specOf } from './board-state.ts';
import type { Tile } from './dashboards-api.ts';

const FilterInput = lazy(() => import('./filter-input.tsx'));

/** A filter tile shows the control that it names. */
export function FilterBody({ tile }: { tile: Tile }) {
  const control = useBoardState(state => specOf(state)?.filters.find(({ id }) => id === tile.filter));
  if (control === undefined) return <p className="text-muted">The filter it shows is not there any more.</p>;
  return (
    <div className="h-full overflow-auto">
      <Suspense fallback={null}>
        <FilterInput control={control} named={control.label !== tile.title} />
      </Suspense>
    </div>
  );
}
