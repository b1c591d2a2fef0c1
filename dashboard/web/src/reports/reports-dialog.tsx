import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useApp } from '../context.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { KeptList } from '../sharing/kept-list.tsx';
import { PanelDialog } from '../sharing/panel-dialog.tsx';
import { useLoad } from '../ui/use-load.ts';
import { ReportForm } from './report-form.tsx';
import { ReportRow } from './report-row.tsx';
import { listReports, type Report } from './reports-api.ts';

type Shown = { readonly kind: 'list' } | { readonly kind: 'form'; readonly report?: Report };

/** The reports of a dashboard: when they come and how they went, and the form of a new one. */
export default function ReportsDialog({ dashboard, onClose }: { dashboard: OpenedDashboard; onClose: () => void }) {
  const { api } = useApp();
  const [changes, setChanges] = useState(0);
  const [shown, setShown] = useState<Shown>({ kind: 'list' });
  const { loaded, retry } = useLoad(`reports ${changes}`, () => listReports(api, dashboard.dashboard_id));
  const changed = () => setChanges(count => count + 1);
  const back = () => setShown({ kind: 'list' });
  return (
    <PanelDialog title={`Reports of ${dashboard.spec.title}`} onClose={onClose}>
      {shown.kind === 'form' ? (
        <ReportForm
          dashboard={dashboard}
          report={shown.report}
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
            none="Nothing is sent yet. A report is the dashboard as text with a link, at the times that you say."
            row={report => (
              <ReportRow
                key={report.report_id}
                report={report}
                dashboard={dashboard}
                onEdit={() => setShown({ kind: 'form', report })}
                onChanged={changed}
              />
            )}
          />
          {dashboard.role === 'viewer' ? null : (
            <div>
              <button type="button" className="button" onClick={() => setShown({ kind: 'form' })}>
                <Plus size={14} aria-hidden />
                New report
              </button>
            </div>
          )}
        </>
      )}
    </PanelDialog>
  );
}
