import { useApp } from '../context.ts';
import { download } from '../editor/exports/download.ts';
import { PanelDialog } from '../sharing/panel-dialog.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useWork } from '../ui/use-work.ts';
import { attachedWords } from './attached-words.ts';
import { attachedTo, type OpenedDashboard, removeDashboard } from './dashboards-api.ts';

/** Asks before a dashboard is taken away, and offers what brings it back. */
export default function RemoveDialog({ dashboard, onClose }: { dashboard: OpenedDashboard; onClose: () => void }) {
  const { api, store, actions } = useApp();
  const { busy, problem, run } = useWork();
  const { loaded } = useLoad(`attached ${dashboard.dashboard_id}`, () => attachedTo(api, dashboard.dashboard_id));
  const { dashboard_id: id, revision, spec } = dashboard;
  const remove = async () => {
    await removeDashboard(api, id, revision);
    onClose();
    store.dispatch({ kind: 'told', text: `Removed ${spec.title}` });
    actions.navigate({ page: 'dashboards' });
  };
  return (
    <PanelDialog title={`Remove ${spec.title}?`} onClose={onClose}>
      <p className="text-soft">
        It goes for everybody, with all its share links, embedded pages, alerts and scheduled reports with their files.
        Its YAML, imported on the page of dashboards, brings the dashboard back with its history, but none of these.
      </p>
      <p className="min-h-5 font-semibold" aria-live="polite">
        {loaded.kind === 'ready' ? attachedWords(loaded.value) : null}
      </p>
      {problem === undefined ? null : <ProblemNote problem={problem} />}
      <div className="flex flex-wrap justify-end gap-2">
        <button
          type="button"
          className="button-quiet mr-auto"
          onClick={() => download(`/api/v1/dashboards/${encodeURIComponent(id)}/export`)}
        >
          Export YAML
        </button>
        <button type="button" className="button" onClick={onClose}>
          Keep it
        </button>
        <button type="button" className="button-primary" disabled={busy} onClick={() => run(remove)}>
          Remove
        </button>
      </div>
    </PanelDialog>
  );
}
