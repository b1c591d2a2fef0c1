import { lazy, Suspense, useEffect } from 'react';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { openPanel, usePanel } from './panel-store.ts';
import './register.ts';

const ShareDialog = lazy(() => import('./share-dialog.tsx'));
const AlertsDialog = lazy(() => import('../alerts/alerts-dialog.tsx'));
const RemoveDialog = lazy(() => import('../dashboards/remove-dialog.tsx'));
const ReportsDialog = lazy(() => import('../reports/reports-dialog.tsx'));

const close = (): void => openPanel(undefined);

/** Who else sees a dashboard, what is watched in it, when it is sent, and its end: loaded when somebody asks for it. */
export function SharingPanels({ dashboard }: { dashboard: OpenedDashboard }) {
  const panel = usePanel();
  // Of another dashboard they say nothing.
  useEffect(() => close, []);
  if (panel === undefined) return null;
  return (
    <Suspense fallback={null}>
      {panel.kind === 'share' ? <ShareDialog dashboard={dashboard} onClose={close} /> : null}
      {panel.kind === 'alerts' ? (
        <AlertsDialog dashboard={dashboard} tile={'tile' in panel ? panel.tile : undefined} onClose={close} />
      ) : null}
      {panel.kind === 'remove' ? <RemoveDialog dashboard={dashboard} onClose={close} /> : null}
      {panel.kind === 'reports' ? <ReportsDialog dashboard={dashboard} onClose={close} /> : null}
    </Suspense>
  );
}
