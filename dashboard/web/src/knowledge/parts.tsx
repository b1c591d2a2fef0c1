import type { DocumentState, Segment } from './knowledge-api.ts';
import { STATE_WORDS } from './words.ts';

/** Text with what was found in it marked. */
export function Marked({ segments }: { segments: readonly Segment[] }) {
  let at = 0;
  return segments.map(({ text, hit }) => {
    const key = at;
    at += text.length;
    return hit ? (
      <mark
        key={key}
        className="rounded-[2px] bg-amber-soft font-semibold text-ink data-current:outline-2 data-current:outline-accent"
      >
        {text}
      </mark>
    ) : (
      text
    );
  });
}

const DOTS: Readonly<Record<DocumentState, string>> = {
  new: 'bg-accent',
  in_review: 'bg-amber',
  curated: 'bg-green',
  outdated: 'bg-faint',
  rejected: 'bg-red',
};

export function StateWord({ state }: { state: DocumentState }) {
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5 whitespace-nowrap text-12 text-soft">
      <span className={`size-2 rounded-full ${DOTS[state]}`} aria-hidden />
      {STATE_WORDS[state]}
    </span>
  );
}
