import { useState } from 'react';
import { useApp } from '../context.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { useLoad } from '../ui/use-load.ts';
import { EmbedForm } from './embed-form.tsx';
import { KeptList } from './kept-list.tsx';
import { PanelDialog } from './panel-dialog.tsx';
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
    <PanelDialog title={`Share ${dashboard.spec.title}`} onClose={onClose}>
      <ShareForm dashboard={dashboard} onMade={changed} />
      <section aria-label="Links">
        <KeptList
          loaded={loaded}
          retry={retry}
          none="Nobody has a link to this dashboard yet."
          row={share => (
            <ShareRow key={share.share_id} share={share} dashboard={dashboard.dashboard_id} onRevoked={changed} />
          )}
        />
      </section>
      <EmbedForm dashboard={dashboard} />
    </PanelDialog>
  );
}
