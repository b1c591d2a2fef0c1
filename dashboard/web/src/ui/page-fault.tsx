import type { ShowFault } from './guarded.tsx';
import { ProblemBox } from './problem-note.tsx';

/** In place of a page that can't be drawn. What a newer version replaced comes only with the page as a whole. */
export function PageFault({ title, detail }: ShowFault) {
  return (
    <div className="page">
      <ProblemBox title={title} action={{ label: 'Load the page again', run: () => location.reload() }}>
        <p className="break-words text-soft">{detail}</p>
      </ProblemBox>
    </div>
  );
}
