import { createRoot } from 'react-dom/client';
import { useSize } from '../../../../../dashboard/web/src/dashboards/use-size.ts';
import { tileBody } from '../../../../../dashboard/web/src/tiles/registry.ts';
import { Loaded } from '../../../../../dashboard/web/src/ui/loaded.tsx';
import './gallery.css';
import '../../../../../dashboard/web/src/dashboards/dashboards.css';
import { type Sample, samples } from './samples.ts';

/** A page of tiles of every kind, each in the frame that a dashboard gives it. What was clicked is kept for the suite. */
const wanted = new URLSearchParams(location.search);
document.documentElement.dataset['theme'] = wanted.get('theme') ?? 'light';
const kinds = wanted.get('kinds')?.split(',');
const clicks: unknown[] = [];
Object.assign(window, { clicks });
const asOf = Date.UTC(2026, 10, 20, 12);

/** One after the other, in rows of twelve columns. */
function placed(list: readonly Sample[]): readonly Sample[] {
  let [x, y, tallest] = [0, 0, 0];
  return list.map(({ tile, event }) => {
    const { w, h } = tile.at;
    if (x + w > 12) [x, y, tallest] = [0, y + tallest, 0];
    const at = { x, y, w, h };
    x += w;
    tallest = Math.max(tallest, h);
    return { tile: { ...tile, at }, event };
  });
}

function Frame({ tile, event }: Sample) {
  const [box, size] = useSize();
  const body = tileBody(tile.kind);
  const { x, y, w, h } = tile.at;
  const style: Record<string, number> = {
    '--tile-x': x,
    '--tile-y': y,
    '--tile-w': w,
    '--tile-h': h,
    '--tile-medium': w > 6 ? 6 : 3,
  };
  return (
    <section aria-label={tile.title} data-kind={tile.kind} className="tile" style={style}>
      <h2 className="mb-1 truncate font-semibold">{tile.title}</h2>
      <div ref={box} className="relative min-h-0 flex-1">
        {size.width === 0 ? null : (
          <Loaded
            of={body}
            props={{ tile, event, size, selected: [], asOf, onSelect: (...click) => clicks.push(click) }}
            meanwhile={<div className="skeleton h-full" />}
          />
        )}
      </div>
    </section>
  );
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <main className="board">
    <h1 className="sr-only">Tiles</h1>
    <div className="board-grid">
      {placed(samples.filter(({ tile }) => kinds === undefined || kinds.includes(tile.kind))).map(sample => (
        <Frame key={sample.tile.id} {...sample} />
      ))}
    </div>
  </main>,
);
