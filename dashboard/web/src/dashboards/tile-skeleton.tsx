import type { Tile } from './dashboards-api.ts';

/** The place of what is coming: a number's lines, or one quiet area. */
export function TileSkeleton({ kind }: { kind: Tile['kind'] }) {
  if (kind === 'number')
    return (
      <div aria-hidden>
        <div className="skeleton mt-1.5 h-6 w-2/5" />
        <div className="skeleton mt-2.5 h-3 w-3/5" />
      </div>
    );
  if (kind === 'question') return <div aria-hidden className="skeleton h-9" />;
  return <div aria-hidden className="skeleton h-full" />;
}
