import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useApp } from '../context.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { DialogHead } from '../sharing/fields.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
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
    <Dialog label={`Reports of ${dashboard.spec.title}`} onClose={onClose} className="max-w-[44rem]">
      <div className="grid max-h-[80vh] gap-4 overflow-auto p-4">
        <DialogHead title={`Reports of ${dashboard.spec.title}`} onClose={onClose} />
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
            {loaded.kind === 'failed' ? <ProblemNote problem={loaded.problem} onRetry={retry} /> : null}
            {loaded.kind === 'loading' ? <div className="skeleton h-11" /> : null}
            {loaded.kind === 'ready' && loaded.value.length === 0 ? (
              <p className="text-muted">
                Nothing is sent yet. A report is the dashboard as text with a link, at the times that you say.
              </p>
            ) : null}
            {loaded.kind === 'ready' && loaded.value.length > 0 ? (
              <ul className="divide-y divide-line border-y border-line">
                {loaded.value.map(report => (
                  <ReportRow
                    key={report.report_id}
                    report={report}
                    role={dashboard.role}
                    onEdit={() => setShown({ kind: 'form', report })}
                    onChanged={changed}
                  />
                ))}
              </ul>
            ) : null}
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
      </div>
    </Dialog>
  );
}
