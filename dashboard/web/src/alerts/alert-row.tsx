import { useState } from 'react';
import { useApp, useAppState } from '../context.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { formatInstant } from '../format.ts';
import { RowActions } from '../sharing/row-actions.tsx';
import { useWork } from '../ui/use-work.ts';
import { AlertHistory } from './alert-history.tsx';
import { type Alert, muteAlert, removeAlert } from './alerts-api.ts';
import { StateBadge } from './state-badge.tsx';

interface Props {
  readonly alert: Alert;
  readonly role: OpenedDashboard['role'];
  readonly onEdit: () => void;
  readonly onChanged: () => void;
}

const hour = 3_600_000;

/** An alert: its state, its number, what it waits for, and what can be done with it. */
export function AlertRow({ alert, role, onEdit, onChanged }: Props) {
  const { api } = useApp();
  const username = useAppState(({ session }) => (session.kind === 'signedIn' ? session.user.username : ''));
  const [history, setHistory] = useState(false);
  const { busy, problem, run } = useWork();
  const mine = role === 'admin' || alert.owner === username;
  const muted = alert.muted_until !== null && Date.parse(alert.muted_until) > Date.now();
  const mute = (milliseconds: number | null) =>
    run(async () => {
      const until = milliseconds === null ? null : new Date(Date.now() + milliseconds).toISOString();
      await muteAlert(api, alert.alert_id, until);
      onChanged();
    });
  const entries = [
    { id: 'history', label: history ? 'Hide the history' : 'History', run: () => setHistory(!history) },
    ...(role === 'viewer'
      ? []
      : muted
        ? [{ id: 'unmute', label: 'Tell again', run: () => mute(null) }]
        : [
            { id: 'hour', label: 'Mute for an hour', run: () => mute(hour) },
            { id: 'day', label: 'Mute for a day', run: () => mute(24 * hour) },
          ]),
    ...(mine
      ? [
          { id: 'edit', label: 'Change', run: onEdit },
          {
            id: 'remove',
            label: 'Take away',
            run: () => run(() => removeAlert(api, alert.alert_id).then(onChanged)),
          },
        ]
      : []),
  ];
  const facts = [
    `fires when ${alert.condition}`,
    `by ${alert.owner}`,
    muted ? `muted until ${formatInstant(alert.muted_until ?? '')} UTC` : undefined,
  ].filter(fact => fact !== undefined);
  return (
    <li className="py-2">
      <div className="flex items-start gap-x-3 gap-y-1 max-md:flex-col">
        <StateBadge state={alert.state} since={alert.since} />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="min-w-0 truncate font-semibold">{alert.rule.title}</span>
            <span className="numbers">{alert.value_text}</span>
          </p>
          <p className="text-12 break-words text-muted">{facts.join(', ')}</p>
          {alert.error === null ? null : <p className="text-12 break-words text-soft">{alert.error.message}</p>}
          {problem === undefined ? null : <p className="text-12 text-red">{problem.detail}</p>}
          <RowActions of={alert.rule.title} actions={entries} busy={busy} />
        </div>
      </div>
      {history ? <AlertHistory alert={alert} /> : null}
    </li>
  );
}
