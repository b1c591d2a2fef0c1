import { useState } from 'react';
import { useApp } from '../context.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useLoad } from '../ui/use-load.ts';
import { EmbedForm } from './embed-form.tsx';
import { DialogHead } from './fields.tsx';
import { ShareForm } from './share-form.tsx';
import { ShareRow } from './share-row.tsx';
import { listShares } from './sharing-api.ts';

/** Links to a dashboard: making them, who may open them, how often that was done, and ending them. */
export default function ShareDialog({ dashboard, onClose }: { dashboard: OpenedDashboard; onClose: () => void }) {
  const { api } = useApp();
  const [changes, setChanges] = useState(0);
  const { loaded, retry } = useLoad(`shares ${changes}`, () => listShares(api, dashboard.dashboard_id));
  const changed = () => setChanges(count => count + 1);
  return (
    <Dialog label={`Share ${dashboard.spec.title}`} onClose={onClose} className="max-w-[44rem]">
      <div className="grid max-h-[80vh] gap-4 overflow-auto p-4">
        <DialogHead title={`Share ${dashboard.spec.title}`} onClose={onClose} />
        <ShareForm dashboard={dashboard} onMade={changed} />
        <section aria-label="Links">
          {loaded.kind === 'failed' ? <ProblemNote problem={loaded.problem} onRetry={retry} /> : null}
          {loaded.kind === 'loading' ? <div className="skeleton h-9" /> : null}
          {loaded.kind === 'ready' && loaded.value.length > 0 ? (
            <ul className="divide-y divide-line border-y border-line">
              {loaded.value.map(share => (
                <ShareRow key={share.share_id} share={share} dashboard={dashboard.dashboard_id} onRevoked={changed} />
              ))}
            </ul>
          ) : null}
          {loaded.kind === 'ready' && loaded.value.length === 0 ? (
            <p className="text-muted">Nobody has a link to this dashboard yet.</p>
          ) : null}
        </section>
        <EmbedForm dashboard={dashboard} />
      </div>
    </Dialog>
  );
}
