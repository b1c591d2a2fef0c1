import { useCallback, useEffect, useRef, useState } from 'react';
import { useApp } from '../context.ts';
import { useTitle } from '../dashboards/use-title.ts';
import { formatCount } from '../format.ts';
import { isField } from '../ui/is-field.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Segments } from '../ui/segments.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useSettled } from '../ui/use-settled.ts';
import { DropZone } from './drop-zone.tsx';
import { type DocumentsReply, listDocuments } from './knowledge-api.ts';
import { DiscoveryList, Results, StateList } from './lists.tsx';
import { UndoLine } from './undo-line.tsx';
import { UploadList } from './upload-list.tsx';
import { useCuration } from './use-curation.ts';
import { useUploads } from './use-uploads.ts';
import { type KnowledgeView, type ListName, useViewInAddress } from './view-in-address.ts';
import { STATE_WORDS, STATES } from './words.ts';

/** Documents: searched, added, and brought to their place among what is known. */
export default function KnowledgePage() {
  const { api } = useApp();
  useTitle('Knowledge');
  const [changes, setChanges] = useState(0);
  const changed = useCallback(() => setChanges(count => count + 1), []);
  const { uploads, shown } = useUploads(changed);
  const [view, setView] = useViewInAddress();
  const { loaded, retry } = useLoad(`overview ${changes}`, () => listDocuments(api));
  if (loaded.kind === 'failed')
    return (
      <div className="page">
        <h1 className="mb-4 text-20 font-semibold">Knowledge</h1>
        <ProblemNote problem={loaded.problem} onRetry={loaded.problem.status === 501 ? undefined : retry} />
      </div>
    );
  const overview = loaded.kind === 'ready' ? loaded.value : undefined;
  return (
    <div className="page">
      <h1 className="text-20 font-semibold">Knowledge</h1>
      <SearchField view={view} setView={setView} />
      {overview?.may_add && view.search === '' ? (
        <div className="mt-4">
          <DropZone uploads={uploads} mostBytes={overview.limits.bytes} />
          <UploadList uploads={uploads} shown={shown} />
        </div>
      ) : null}
      <div className="mt-5">
        {overview === undefined ? (
          <SkeletonLines widths={[80, 62, 71, 54, 66]} height={64} />
        ) : (
          <Lists {...{ view, setView, overview, changes, changed }} />
        )}
      </div>
    </div>
  );
}

type SetView = (more: Partial<KnowledgeView>) => void;

function SearchField({ view, setView }: { view: KnowledgeView; setView: SetView }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Before the shortcut of the whole page, which leads to questions.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.metaKey || event.ctrlKey || event.altKey || isField(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', onKey, true);
    return () => removeEventListener('keydown', onKey, true);
  }, []);
  return (
    <input
      ref={field}
      type="search"
      className="field mt-4"
      placeholder="Search documents"
      aria-label="Search documents"
      maxLength={300}
      value={view.search}
      onChange={event => setView({ search: event.target.value })}
    />
  );
}

interface ListsProps {
  readonly view: KnowledgeView;
  readonly setView: SetView;
  readonly overview: DocumentsReply;
  readonly changes: number;
  readonly changed: () => void;
}

function Lists({ view, setView, overview, changes, changed }: ListsProps) {
  const curation = useCuration(changed);
  const search = useSettled(view.search.trim(), 150);
  const list = view.list ?? (overview.may_add ? 'discovery' : 'curated');
  const total = STATES.reduce((sum, state) => sum + overview.counts[state], 0);
  return (
    <>
      {search !== '' ? (
        <Results {...{ search, curation, changes }} />
      ) : total === 0 && list !== 'discovery' ? (
        <Empty mayAdd={overview.may_add} />
      ) : (
        <>
          <ListChoice list={list} setView={setView} overview={overview} />
          {list === 'discovery' ? (
            <DiscoveryList {...{ curation, changes }} />
          ) : (
            <StateList key={list} state={list} {...{ curation, changes }} />
          )}
        </>
      )}
      <UndoLine curation={curation} />
    </>
  );
}

function ListChoice({ list, setView, overview }: Pick<ListsProps, 'setView' | 'overview'> & { list: ListName }) {
  const lists: readonly ListName[] = overview.may_add ? ['discovery', ...STATES] : STATES;
  const label = (name: ListName) =>
    name === 'discovery' ? (
      'Look at next'
    ) : (
      <>
        {STATE_WORDS[name]} <span className="ml-0.5 font-normal text-muted">{formatCount(overview.counts[name])}</span>
      </>
    );
  return (
    <Segments
      legend="List"
      choices={lists.map(name => ({ id: name, label: label(name) }))}
      chosen={list}
      onChoose={name => setView({ list: name })}
      className="mb-3 min-w-0 overflow-x-auto"
    />
  );
}

const Empty = ({ mayAdd }: { mayAdd: boolean }) => (
  <div className="max-w-[52ch]">
    <p className="font-semibold">There is no document yet</p>
    <p className="mt-1 text-soft">
      {mayAdd
        ? 'Drop files above: their text can be searched at once, and they wait for a review.'
        : 'Editors add documents; they are found here as soon as one is there for you.'}
    </p>
  </div>
);
