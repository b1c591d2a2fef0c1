import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useApp } from '../context.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { KeptList } from '../sharing/kept-list.tsx';
import { PanelDialog } from '../sharing/panel-dialog.tsx';
import { useLoad } from '../ui/use-load.ts';
import { AlertForm } from './alert-form.tsx';
import { AlertRow } from './alert-row.tsx';
import { type Alert, listAlerts } from './alerts-api.ts';
import { numberTiles } from './watched-tiles.ts';

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
    <PanelDialog title={`Alerts of ${dashboard.spec.title}`} onClose={onClose}>
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
          <KeptList
            loaded={loaded}
            retry={retry}
            none="No number is watched here. An alert tells when one passes a level, or is missing."
            row={alert => (
              <AlertRow
                key={alert.alert_id}
                alert={alert}
                role={dashboard.role}
                onEdit={() => setShown({ kind: 'form', alert })}
                onChanged={changed}
              />
            )}
          />
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
    </PanelDialog>
  );
}
