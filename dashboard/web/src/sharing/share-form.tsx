import { type FormEvent, useState } from 'react';
import { useApp } from '../context.ts';
import { useBoard } from '../dashboards/board-context.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { isNarrowed } from '../dashboards/filter-values.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useWork } from '../ui/use-work.ts';
import { CopyLine } from './copy-line.tsx';
import { Choice, TextField, Tick } from './fields.tsx';
import { fixedView } from './fixed-view.ts';
import { LIFETIMES } from './lifetimes.ts';
import { usePersonaOptions } from './personas.ts';
import { createShare, type Share } from './sharing-api.ts';

const audiences = [
  { value: 'signed_in', label: 'People who are signed in' },
  { value: 'anyone', label: 'Anyone with the link' },
] as const;

/** Makes a link; its address is shown this once. */
export function ShareForm({ dashboard, onMade }: { dashboard: OpenedDashboard; onMade: () => void }) {
  const { api } = useApp();
  const board = useBoard();
  const personas = usePersonaOptions();
  const view = fixedView(board.store.get().view);
  const [persona, setPersona] = useState(board.persona);
  const [audience, setAudience] = useState<Share['audience']>('signed_in');
  const [seconds, setSeconds] = useState<string>(LIFETIMES[2].value);
  const [label, setLabel] = useState('');
  const [fixed, setFixed] = useState(false);
  const [link, setLink] = useState<string>();
  const { busy, problem, run } = useWork();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(async () => {
      const made = await createShare(api, dashboard.dashboard_id, {
        persona,
        audience,
        expires_in_seconds: Number(seconds),
        ...(fixed && { view }),
        ...(label.trim() !== '' && { label: label.trim() }),
      });
      setLink(`${location.origin}${made.url}`);
      setLabel('');
      onMade();
    });
  };
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <div className="grid gap-3 md:grid-cols-2">
        <Choice
          label="Opens for"
          value={audience}
          options={audiences}
          onChange={value => setAudience(value === 'anyone' ? 'anyone' : 'signed_in')}
        />
        <Choice
          label="Shows what you see as"
          value={persona}
          options={personas}
          onChange={setPersona}
          note="The link ends when this persona is taken from you."
        />
        <Choice label="Ends after" value={seconds} options={LIFETIMES} onChange={setSeconds} />
        <TextField label="For whom, in your own words" value={label} onChange={setLabel} placeholder="Sales meeting" />
      </div>
      {isNarrowed(view) ? (
        <Tick
          label="Keep the filters as they are now; guests can not change them"
          checked={fixed}
          onChange={setFixed}
        />
      ) : null}
      {audience === 'anyone' ? (
        <p className="rounded-base bg-amber-soft px-3 py-2">
          Whoever gets this link sees these numbers, without signing in. Every opening is counted.
        </p>
      ) : null}
      {problem === undefined ? null : <ProblemNote problem={problem} />}
      {link === undefined ? null : <CopyLine label="The link" text={link} note="Copy it now: it is not shown again." />}
      <div>
        <button type="submit" className="button-primary" disabled={busy}>
          Make a link
        </button>
      </div>
    </form>
  );
}
