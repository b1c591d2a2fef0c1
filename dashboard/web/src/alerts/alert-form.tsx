import { type FormEvent, useEffect, useState } from 'react';
import { useApp } from '../context.ts';
import { useBoard } from '../dashboards/board-context.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { isNarrowed } from '../dashboards/filter-values.ts';
import { Choice, TextField } from '../sharing/fields.tsx';
import { usePersonaOptions } from '../sharing/personas.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useWork } from '../ui/use-work.ts';
import { type Alert, saveAlert } from './alerts-api.ts';
import { ConditionFields } from './condition-fields.tsx';
import { type Draft, draftOf, emptyDraft, ruleOf } from './draft.ts';
import { NumberNow } from './number-now.tsx';
import { choosable, isTileGone } from './watched-tiles.ts';

const kinds = [
  { value: 'threshold', label: 'Its level' },
  { value: 'change', label: 'Its change since before' },
  { value: 'missing', label: 'That it is there at all' },
  { value: 'stale', label: 'That its data is fresh' },
] as const;
const intervals = [
  { value: '60', label: 'Every minute' },
  { value: '300', label: 'Every 5 minutes' },
  { value: '3600', label: 'Every hour' },
  { value: '86400', label: 'Every day' },
] as const;
const reminders = [
  { value: '', label: 'Never' },
  { value: '3600', label: 'Every hour' },
  { value: '21600', label: 'Every 6 hours' },
  { value: '86400', label: 'Every day' },
] as const;
const severities = [
  { value: 'info', label: 'For information' },
  { value: 'warning', label: 'A warning' },
  { value: 'critical', label: 'Critical' },
] as const;

interface Props {
  readonly dashboard: OpenedDashboard;
  /** The one to be changed; a new one when left out. */
  readonly alert?: Alert | undefined;
  /** The tile to begin with. */
  readonly tile?: string | undefined;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

const goneNote =
  'The tile that it watched is not on this dashboard any more: choose another number, or bring it back from the history.';

/** An alert as a form, with the number as it is now beside it. */
export function AlertForm({ dashboard, alert, tile, onSaved, onCancel }: Props) {
  const { api } = useApp();
  const board = useBoard();
  const personas = usePersonaOptions();
  const gone = isTileGone(dashboard.spec, alert);
  const tiles = choosable(dashboard.spec, alert);
  const first = tiles.find(({ value }) => value === tile) ?? tiles[0];
  const [draft, setDraft] = useState<Draft>(() =>
    alert === undefined
      ? emptyDraft(first?.value ?? '', first?.label ?? '')
      : { ...draftOf(alert.rule), ...(gone && { tile: '' }) },
  );
  const [persona, setPersona] = useState(alert?.persona ?? board.persona);
  const { busy, problem, run } = useWork();
  const put = (change: Partial<Draft>) => setDraft(before => ({ ...before, ...change }));
  const rule = ruleOf(draft, dashboard.dashboard_id);
  const body = rule && { rule, persona };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body) run(() => saveAlert(api, body, alert?.alert_id).then(onSaved));
  };
  useEffect(() => document.querySelector<HTMLInputElement>('[data-alert-form] input')?.focus(), []);
  return (
    <form
      className="grid gap-3"
      data-alert-form
      onSubmit={submit}
      aria-label={alert === undefined ? 'New alert' : 'Change the alert'}
    >
      <TextField label="Title" value={draft.title} onChange={title => put({ title })} required />
      <div className="grid gap-3 md:grid-cols-2">
        <Choice
          label="Number"
          value={draft.tile}
          options={draft.tile === '' ? [{ value: '', label: 'Choose a number' }, ...tiles] : tiles}
          onChange={value => put({ tile: value })}
          note={
            draft.tile === ''
              ? goneNote
              : isNarrowed(board.store.get().view)
                ? 'As the dashboard opens, without the filters of now.'
                : undefined
          }
        />
        <Choice
          label="Watch"
          value={draft.kind}
          options={kinds}
          onChange={kind => put({ kind: kind as Draft['kind'] })}
        />
        <ConditionFields draft={draft} put={put} />
      </div>
      <details>
        <summary className="cursor-pointer text-soft">How often, how patient, who is told</summary>
        <div className="mt-3 grid gap-3 md:grid-cols-2">
          <Choice label="Checked" value={draft.interval} options={intervals} onChange={interval => put({ interval })} />
          <TextField
            label="Checks in a row that must agree"
            kind="number"
            value={draft.checks}
            onChange={checks => put({ checks })}
          />
          <Choice label="Remind" value={draft.reminder} options={reminders} onChange={reminder => put({ reminder })} />
          <Choice
            label="It is"
            value={draft.severity}
            options={severities}
            onChange={severity => put({ severity: severity as Draft['severity'] })}
          />
          <Choice
            label="Read as"
            value={persona}
            options={personas}
            onChange={setPersona}
            note="The alert reads the rows of this persona, and spends its budget."
          />
        </div>
      </details>
      <NumberNow body={body} />
      {problem === undefined ? null : <ProblemNote problem={problem} />}
      <div className="flex justify-end gap-2">
        <button type="button" className="button-quiet min-h-9" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="button-primary" disabled={busy || body === undefined}>
          {alert === undefined ? 'Make the alert' : 'Save'}
        </button>
      </div>
    </form>
  );
}
