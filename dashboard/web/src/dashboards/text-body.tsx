import { lazy, Suspense } from 'react';
import type { Tile } from './dashboards-api.ts';
import { ScrollBox } from './scroll-box.tsx';

const Markdown = lazy(() => import('./markdown.tsx'));

/** What a text tile says. Until the reader of Markdown is there the text stands as it was written. */
export function TextBody({ tile }: { tile: Tile }) {
  const { text = '' } = tile;
  return (
    <ScrollBox label={tile.title}>
      <div className="break-words text-13">
        <Suspense fallback={<p className="invisible whitespace-pre-wrap">{text}</p>}>
          <Markdown text={text} />
        </Suspense>
      </div>
    </ScrollBox>
  );
}
