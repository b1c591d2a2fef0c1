import { useState } from 'react';
import { useApp } from '../context.ts';
import { useBoard } from '../dashboards/board-context.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { isNarrowed } from '../dashboards/filter-values.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useWork } from '../ui/use-work.ts';
import { CopyLine } from './copy-line.tsx';
import { Choice } from './fields.tsx';
import { fixedView } from './fixed-view.ts';
import { LIFETIMES } from './lifetimes.ts';
import { usePersonaOptions } from './personas.ts';
import { signEmbed } from './sharing-api.ts';

/** The dashboard in a frame of another site: a signed address, to be looked at only. */
export function EmbedForm({ dashboard }: { dashboard: OpenedDashboard }) {
  const { api } = useApp();
  const board = useBoard();
  const personas = usePersonaOptions();
  const [persona, setPersona] = useState(board.persona);
  const [seconds, setSeconds] = useState<string>(LIFETIMES[2].value);
  const [frame, setFrame] = useState<string>();
  const { busy, problem, run } = useWork();
  const sign = () =>
    run(async () => {
      const view = fixedView(board.store.get().view);
      const body = { persona, expires_in_seconds: Number(seconds), ...(isNarrowed(view) && { view }) };
      const { url } = await signEmbed(api, dashboard.dashboard_id, body);
      const title = dashboard.spec.title.replace(/[&"<>]/g, sign => `&#${sign.charCodeAt(0)};`);
      setFrame(`<iframe src="${location.origin}${url}" title="${title}" width="100%" height="720"></iframe>`);
    });
  return (
    <details>
      <summary className="cursor-pointer text-soft">Embed in another site</summary>
      <div className="mt-3 grid gap-3">
        <p className="text-soft">
          A signed address for a frame: nobody signs in there, nothing can be changed, and the filters of now are fixed.
        </p>
        <div className="grid gap-3 md:grid-cols-2">
          <Choice label="Shows what you see as" value={persona} options={personas} onChange={setPersona} />
          <Choice label="Ends after" value={seconds} options={LIFETIMES} onChange={setSeconds} />
        </div>
        {problem === undefined ? null : <ProblemNote problem={problem} />}
        {frame === undefined ? null : <CopyLine label="HTML of the frame" text={frame} />}
        <div>
          <button type="button" className="button" disabled={busy} onClick={sign}>
            Sign an address
          </button>
        </div>
      </div>
    </details>
  );
}
