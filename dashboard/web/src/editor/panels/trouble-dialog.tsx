import { useState } from 'react';
import { asProblem } from '../../api/client.ts';
import type { StoredDashboard } from '../../dashboards/dashboards-api.ts';
import { formatInstant } from '../../format.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FaultList } from '../../ui/fault-list.tsx';
import { memberWords, operationLines } from '../edits/describe.ts';
import { freeId } from '../edits/new-tile.ts';
import { useEditor, useSession } from '../parts/editor-context.ts';
import type { Gesture, Trouble } from '../session/session.ts';
import { shownSpec } from '../session/shown-spec.ts';

/** An edit that was not accepted: why, and what can be done. It is kept until one of the ways is taken. */
export function TroubleDialog() {
  const trouble = useSession(session => session.trouble);
  const first = useSession(session => session.queue[0]);
  const [hidden, setHidden] = useState<Trouble>();
  if (trouble === undefined || hidden === trouble) return null;
  return <Told trouble={trouble} first={first} onLater={() => setHidden(trouble)} />;
}

const TITLES: Readonly<Record<Trouble['kind'], string>> = {
  conflict: 'Somebody else changed the same',
  refused: 'The edit was not accepted',
  forbidden: 'Your role does not allow it',
  gone: 'The dashboard is not there any more',
};

function Told({ trouble, first, onLater }: { trouble: Trouble; first: Gesture | undefined; onLater: () => void }) {
  const { driver, session } = useEditor();
  const several = (first?.operations.length ?? 0) > 1;
  const button = 'button';
  return (
    <Dialog label={TITLES[trouble.kind]} onClose={onLater} className="max-w-[32rem]">
      <div className="grid gap-3 p-4">
        <h2 className="text-15 font-semibold">{TITLES[trouble.kind]}</h2>
        <Reasons trouble={trouble} />
        {first === undefined ? null : (
          <div className="rounded-base bg-hover px-3 py-2">
            <p className="text-12 text-muted">Yours: {first.label}</p>
            {operationLines(first.operations, session.get().saved.spec).map(line => (
              <p key={line}>{line}</p>
            ))}
          </div>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          {first === undefined ? null : <SaveCopy />}
          {trouble.kind === 'conflict' ? (
            <>
              {several ? (
                <button type="button" className={button} onClick={() => driver.settle('apart')}>
                  Keep theirs, and of mine the rest
                </button>
              ) : null}
              <button type="button" className={button} onClick={() => driver.settle('mine')}>
                Put mine over theirs
              </button>
              <button type="button" className="button-primary" onClick={() => driver.settle('theirs')}>
                Keep theirs
              </button>
            </>
          ) : (
            <>
              <button type="button" className={button} onClick={() => driver.settle('mine')}>
                Try again
              </button>
              <button type="button" className="button-primary" onClick={() => driver.settle('theirs')}>
                Leave it out
              </button>
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function Reasons({ trouble }: { trouble: Trouble }) {
  if (trouble.kind === 'refused' && trouble.faults.length > 0) return <FaultList faults={trouble.faults} />;
  if (trouble.kind !== 'conflict') return <p className="max-h-60 overflow-auto break-words">{trouble.message}</p>;
  return (
    <ul className="grid max-h-60 gap-1 overflow-auto">
      {trouble.conflicts.map(({ tile_id, title, what, by, at, operation }) => (
        <li key={`${operation} ${tile_id} ${what}`}>
          <span className="font-semibold">{by}</span>{' '}
          {what === 'presence' ? 'removed' : `changed the ${memberWords([what])} of`}{' '}
          {tile_id === undefined ? 'the dashboard' : (title ?? tile_id)},{' '}
          <time dateTime={at} title={at} className="text-muted">
            {formatInstant(at)}
          </time>
        </li>
      ))}
    </ul>
  );
}

/** The dashboard as it is here, with all that is not accepted, as one of its own. */
function SaveCopy() {
  const { app, driver, session } = useEditor();
  const [problem, setProblem] = useState<string>();
  async function copy(): Promise<void> {
    const spec = shownSpec(session.get());
    const id = freeId(`${spec.id}-${Date.now().toString(36)}`, [spec.id]);
    const title = `${spec.title} (copy)`.slice(0, 120);
    try {
      const body = { spec: { ...spec, id, title }, note: `Copy of ${spec.id}` };
      const made = await app.api.json<StoredDashboard>('POST', '/api/v1/dashboards', body);
      app.store.dispatch({ kind: 'told', text: `Saved as ${made.spec.title}` });
      driver.settle('theirs');
    } catch (thrown) {
      setProblem(asProblem(thrown).detail);
    }
  }
  return (
    <>
      <button type="button" className="button-quiet mr-auto" onClick={() => void copy()}>
        Save mine as a copy
      </button>
      {problem === undefined ? null : (
        <p role="alert" className="w-full text-red">
          {problem}
        </p>
      )}
    </>
  );
}
