import { useEffect, useEffectEvent, useState } from 'react';
import type { Operation } from '../../../../../core/dashboards/operations/schema.ts';
import { asProblem } from '../../api/client.ts';
import type { ApiProblem } from '../../api/problem.ts';
import type { OpenedDashboard } from '../../dashboards/dashboards-api.ts';
import { formatInstant } from '../../format.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { operationLines, replacedLines } from '../edits/describe.ts';
import { useEditor, useSession } from '../parts/editor-context.ts';
import { SidePanel } from './side-panel.tsx';

interface Revision {
  readonly revision: number;
  readonly at: string;
  readonly by: string;
  readonly note: string | null;
  readonly operations: readonly Operation[];
  readonly inverse: readonly Operation[];
}

const PAGE = 30;

/** Who changed what and when; each revision can be looked at on the board, and made the latest again. */
export function HistoryPanel() {
  const { ui, app, board, display, driver } = useEditor();
  const revision = useSession(session => session.saved.revision);
  const [revisions, setRevisions] = useState<readonly Revision[]>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [looked, setLooked] = useState<number>();
  const close = () => ui.dispatch({ kind: 'panel', panel: undefined });
  const at = `/api/v1/dashboards/${encodeURIComponent(board.id)}`;

  async function load(before: number): Promise<void> {
    setProblem(undefined);
    try {
      const page = await app.api.json<{ revisions: readonly Revision[] }>(
        'GET',
        `${at}/history?limit=${PAGE}&before=${before}`,
      );
      setRevisions(known => [...(known ?? []).filter(one => one.revision >= before), ...page.revisions]);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  }
  const begin = useEffectEvent(load);
  useEffect(() => {
    // The list begins anew with every edit.
    setLooked(undefined);
    void begin(revision + 1);
  }, [revision]);
  useEffect(() => {
    void driver.sync();
    return () => display.try(undefined);
  }, [display, driver]);

  async function look(one: number): Promise<void> {
    if (looked === one || one === revision) {
      setLooked(undefined);
      return display.try(undefined);
    }
    try {
      const old = await app.api.json<OpenedDashboard>('GET', `${at}?revision=${one}`);
      setLooked(one);
      display.try([{ kind: 'replaceSpec', spec: old.spec }]);
      ui.dispatch({ kind: 'spoken', text: `Revision ${one} is shown` });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  }
  const last = revisions?.at(-1);
  return (
    <SidePanel label="History" onClose={close}>
      {problem === undefined ? null : <ProblemNote problem={problem} onRetry={() => void load(revision + 1)} />}
      {revisions === undefined && problem === undefined ? (
        <SkeletonLines widths={[80, 60, 70, 50]} height={52} />
      ) : null}
      <ol className="grid">
        {(revisions ?? []).map(one => (
          <RevisionRow
            key={one.revision}
            one={one}
            latest={one.revision === revision}
            looked={looked === one.revision}
            onLook={() => void look(one.revision)}
            onRestored={() => setLooked(undefined)}
          />
        ))}
      </ol>
      {last !== undefined && last.revision > 1 ? (
        <button type="button" className="button mt-2" onClick={() => void load(last.revision)}>
          Show earlier ones
        </button>
      ) : null}
    </SidePanel>
  );
}

interface RowProps {
  readonly one: Revision;
  readonly latest: boolean;
  readonly looked: boolean;
  readonly onLook: () => void;
  readonly onRestored: () => void;
}

function RevisionRow({ one, latest, looked, onLook, onRestored }: RowProps) {
  const lines = useLines(one);
  return (
    <li className="border-b border-line py-2" data-revision={one.revision}>
      <button
        type="button"
        className="w-full rounded-base px-2 py-1 text-left hover:bg-hover aria-pressed:bg-accent-soft"
        aria-pressed={looked}
        onClick={onLook}
      >
        <span className="flex items-baseline justify-between gap-2">
          <span className="font-semibold">{one.note ?? (one.revision === 1 ? 'Made' : 'Changed')}</span>
          <span className="numbers shrink-0 text-12 text-muted">{latest ? 'Now' : one.revision}</span>
        </span>
        <span className="block text-12 text-muted">
          {one.by},{' '}
          <time dateTime={one.at} title={one.at}>
            {formatInstant(one.at)}
          </time>
        </span>
        {lines.length === 0 ? null : (
          <span className="mt-1 block text-soft">
            {lines.slice(0, 6).map(line => (
              <span key={line} className="block break-words">
                {line}
              </span>
            ))}
            {lines.length > 6 ? <span className="block text-muted">and {lines.length - 6} more</span> : null}
          </span>
        )}
      </button>
      {looked ? <Restore revision={one.revision} onDone={onRestored} /> : null}
    </li>
  );
}

function useLines({ operations, inverse }: Revision): readonly string[] {
  const { display } = useEditor();
  // A tile that was removed is named as what puts it back calls it.
  const replaced = replacedLines(operations, inverse);
  if (replaced !== undefined) return replaced;
  const removed = inverse.flatMap(operation => (operation.kind === 'addTile' ? [operation.tile] : []));
  const spec = display.spec();
  return operationLines(operations, { ...spec, tiles: [...removed, ...spec.tiles] });
}

function Restore({ revision, onDone }: { revision: number; onDone: () => void }) {
  const { app, board, driver, session, display, ui } = useEditor();
  const [problem, setProblem] = useState<string>();
  async function restore(): Promise<void> {
    setProblem(undefined);
    await driver.idle();
    const body = { revision, base_revision: session.get().saved.revision };
    try {
      const at = `/api/v1/dashboards/${encodeURIComponent(board.id)}/restore`;
      const { unchanged } = await app.api.json<{ unchanged: boolean }>('POST', at, body);
      display.try(undefined);
      onDone();
      await driver.sync();
      const text = unchanged
        ? `Nothing changed: it is like revision ${revision} already`
        : `Revision ${revision} is restored`;
      ui.dispatch({ kind: 'notice', notice: { text } });
    } catch (thrown) {
      setProblem(asProblem(thrown).detail);
    }
  }
  return (
    <div className="px-2 pt-2">
      <button type="button" className="button-primary" onClick={() => void restore()}>
        Restore this revision
      </button>
      {problem === undefined ? null : (
        <p role="alert" className="mt-1 text-red">
          {problem}
        </p>
      )}
    </div>
  );
}
