import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useApp } from '../context.ts';
import { formatCount } from '../format.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useSettled } from '../ui/use-settled.ts';
import { blocksOf } from './blocks.ts';
import { readText, type Segment, type TextReply } from './knowledge-api.ts';
import { Marked } from './parts.tsx';

/** The text of a document, with what is searched in it marked and walked through. */
export function DocumentText({ id }: { id: string }) {
  const { api } = useApp();
  const [typed, setTyped] = useState(() => new URLSearchParams(location.search).get('q') ?? '');
  const search = useSettled(typed.trim(), 200);
  const text = useRef<HTMLDivElement>(null);
  const { loaded, stale, retry } = useLoad(search, () => readText(api, id, search));
  const reply = loaded.kind === 'ready' ? loaded.value : undefined;
  const [at, walk] = useHits(text, reply);
  const hits = reply?.hits ?? 0;
  return (
    <section aria-label="Text" className="min-w-0">
      <div className="sticky top-0 z-10 flex items-center gap-1.5 bg-paper py-2 max-md:top-12">
        <input
          type="search"
          className="field min-w-0 flex-1"
          placeholder="Search in this document"
          aria-label="Search in this document"
          maxLength={300}
          value={typed}
          onChange={event => setTyped(event.target.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            walk(event.shiftKey ? -1 : 1);
          }}
        />
        {search === '' ? null : (
          <>
            <span className="numbers shrink-0 px-1 text-12 text-muted" role="status">
              {hits === 0
                ? 'not in the text'
                : `${formatCount(at + 1)} of ${formatCount(hits)}${reply?.all_marked === false ? ' or more' : ''}`}
            </span>
            <Step
              label="Hit before"
              disabled={hits === 0}
              onClick={() => walk(-1)}
              icon={<ChevronUp size={15} aria-hidden />}
            />
            <Step
              label="Next hit"
              disabled={hits === 0}
              onClick={() => walk(1)}
              icon={<ChevronDown size={15} aria-hidden />}
            />
          </>
        )}
      </div>
      {loaded.kind === 'failed' ? <ProblemNote problem={loaded.problem} onRetry={retry} /> : null}
      {loaded.kind === 'loading' ? <SkeletonLines widths={[90, 86, 92, 70]} /> : null}
      <div ref={text} aria-busy={stale} className="text-15">
        {reply === undefined ? null : <Pages reply={reply} />}
      </div>
    </section>
  );
}

interface StepProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly icon: React.ReactNode;
}

const Step = ({ label, disabled, onClick, icon }: StepProps) => (
  <button
    type="button"
    aria-label={label}
    disabled={disabled}
    className="grid size-(--touch) shrink-0 place-items-center rounded-base text-soft hover:bg-hover disabled:opacity-40"
    onClick={onClick}
  >
    {icon}
  </button>
);

/** What is far away is not laid out: a document may have two thousand pages. */
const far = '[contain-intrinsic-size:auto_40rem] [content-visibility:auto]';

function Pages({ reply: { pages } }: { reply: TextReply }) {
  const [only] = pages;
  if (pages.length === 1 && only !== undefined) return <Blocks segments={only.segments} />;
  return pages.map(({ number, segments }) => (
    <section key={number} aria-label={`Page ${number}`} className={`border-b border-line py-3 last:border-0 ${far}`}>
      <p className="numbers mb-1 text-12 text-muted">Page {formatCount(number)}</p>
      {segments.length === 0 ? <p className="text-muted">No text on this page</p> : <Blocks segments={segments} />}
    </section>
  ));
}

/** Text as it stands, lines kept. */
function Blocks({ segments }: { segments: readonly Segment[] }) {
  let at = 0;
  return blocksOf(segments).map(block => {
    const key = at;
    at += block.reduce((length, { text }) => length + text.length, 0);
    return (
      <p key={key} className={`max-w-[75ch] break-words whitespace-pre-wrap ${far}`}>
        <Marked segments={block} />
      </p>
    );
  });
}

/** Walks through the marks of a text: the one that is looked at, and a step to another. */
function useHits(
  text: React.RefObject<HTMLElement | null>,
  reply: TextReply | undefined,
): [number, (step: number) => void] {
  const [at, setAt] = useState(0);
  const show = (index: number) => {
    const marks = [...(text.current?.querySelectorAll('mark') ?? [])];
    for (const [each, mark] of marks.entries()) mark.toggleAttribute('data-current', each === index);
    marks[index]?.scrollIntoView({ block: 'center' });
  };
  useEffect(() => {
    setAt(0);
    if ((reply?.hits ?? 0) > 0) text.current?.querySelector('mark')?.scrollIntoView({ block: 'center' });
  }, [reply, text]);
  const walk = (step: number) => {
    const hits = reply?.hits ?? 0;
    if (hits === 0) return;
    const next = (at + step + hits) % hits;
    setAt(next);
    show(next);
  };
  return [at, walk];
}
