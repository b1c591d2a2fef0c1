import Markdown, { Surroundings } from '../dashboards/markdown.tsx';
import { Link } from '../ui/link.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { useLoad } from '../ui/use-load.ts';
import { pictureOf, readGuide } from './guide-files.ts';
import { GUIDES, guideOf } from './guides.ts';

const surroundings = {
  picture: pictureOf,
  address: (file: string) => {
    const guide = guideOf(file);
    return guide === undefined ? undefined : `/help/${guide}`;
  },
};

/** The guides, one at a time; the first one where none is named. */
export default function HelpPage({ guide = GUIDES[0]?.name ?? '' }: { guide?: string | undefined }) {
  return (
    <div className="page grid gap-x-10 gap-y-6 md:grid-cols-[12rem_minmax(0,1fr)]">
      <nav aria-label="Guides" className="grid content-start gap-1">
        {GUIDES.map(({ name, title }) => (
          <Link
            key={name}
            to={{ page: 'help', guide: name }}
            current={name === guide}
            className="flex min-h-(--touch) items-center rounded-base px-2 py-1 text-soft hover:bg-hover aria-[current=page]:bg-press aria-[current=page]:text-ink"
          >
            {title}
          </Link>
        ))}
      </nav>
      <Text guide={guide} />
    </div>
  );
}

function Text({ guide }: { guide: string }) {
  const { loaded, retry } = useLoad(guide, async () => (await readGuide(guide)) ?? '');
  if (loaded.kind === 'failed') return <ProblemNote problem={loaded.problem} onRetry={retry} />;
  if (loaded.kind === 'loading') return <SkeletonLines widths={[40, 90, 84, 88, 82]} />;
  if (loaded.value === '') return <p>There is no guide of this name.</p>;
  return (
    <article className="max-w-[75ch]">
      <Surroundings value={surroundings}>
        <Markdown text={loaded.value} breaks={false} />
      </Surroundings>
    </article>
  );
}
