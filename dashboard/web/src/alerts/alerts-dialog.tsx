import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useApp } from '../context.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { DialogHead } from '../sharing/fields.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useLoad } from '../ui/use-load.ts';
import { AlertForm, numberTiles } from './alert-form.tsx';
import { AlertRow } from './alert-row.tsx';
import { type Alert, listAlerts } from './alerts-api.ts';

interface Props {
  readonly dashboard: OpenedDashboard;
  /** The tile that a new alert is wanted for at once. */
  readonly tile?: string | undefined;
  readonly onClose: () => void;
}

type Shown = { readonly kind: 'list' } | { readonly kind: 'form'; readonly alert?: Alert; readonly tile?: string };

/** The alerts of a dashboard: their states and histories, and the form of a new one. */
export default function AlertsDialog({ dashboard, tile, onClose }: Props) {
  const { api } = useApp();
  const [changes, setChanges] = useState(0);
  const [shown, setShown] = useState<Shown>(tile === undefined ? { kind: 'list' } : { kind: 'form', tile });
  const { loaded, retry } = useLoad(`alerts ${changes}`, () => listAlerts(api, dashboard.dashboard_id));
  const changed = () => setChanges(count => count + 1);
  const mayMake = dashboard.role !== 'viewer' && numberTiles(dashboard.spec).length > 0;
  const back = () => setShown({ kind: 'list' });
  return (
    <Dialog label={`Alerts of ${dashboard.spec.title}`} onClose={onClose} className="max-w-[44rem]">
      <div className="grid max-h-[80vh] gap-4 overflow-auto p-4">
        <DialogHead title={`Alerts of ${dashboard.spec.title}`} onClose={onClose} />
        {shown.kind === 'form' ? (
          <AlertForm
            dashboard={dashboard}
            alert={shown.alert}
            tile={shown.tile}
            onSaved={() => {
              changed();
              back();
            }}
            onCancel={back}
          />
        ) : (
          <>
            {loaded.kind === 'failed' ? <ProblemNote problem={loaded.problem} onRetry={retry} /> : null}
            {loaded.kind === 'loading' ? <div className="skeleton h-11" /> : null}
            {loaded.kind === 'ready' ? (
              <List
                alerts={loaded.value}
                role={dashboard.role}
                onEdit={alert => setShown({ kind: 'form', alert })}
                onChanged={changed}
              />
            ) : null}
            {mayMake ? (
              <div>
                <button type="button" className="button" onClick={() => setShown({ kind: 'form' })}>
                  <Plus size={14} aria-hidden />
                  New alert
                </button>
              </div>
            ) : null}
          </>
        )}
      </div>
    </Dialog>
  );
}

interface ListProps {
  readonly alerts: readonly Alert[];
  readonly role: OpenedDashboard['role'];
  readonly onEdit: (alert: Alert) => void;
  readonly onChanged: () => void;
}

function List({ alerts, role, onEdit, onChanged }: ListProps) {
  if (alerts.length === 0)
    return (
      <p className="text-muted">No number is watched here. An alert tells when one passes a level, or is missing.</p>
    );
  return (
    <ul className="divide-y divide-line border-y border-line">
      {alerts.map(alert => (
        <AlertRow key={alert.alert_id} alert={alert} role={role} onEdit={() => onEdit(alert)} onChanged={onChanged} />
      ))}
    </ul>
  );
}
