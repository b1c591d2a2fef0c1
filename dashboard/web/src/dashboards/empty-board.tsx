import { useBoard } from './board-context.ts';
import type { OpenedDashboard } from './dashboards-api.ts';

/** A dashboard without tiles: what to do next. */
export function EmptyBoard({ dashboard: { role } }: { dashboard: OpenedDashboard }) {
  const { actions } = useBoard();
  return (
    <div className="mt-10 max-w-[46ch]">
      <p className="font-semibold">Nothing is on this dashboard yet</p>
      <p className="mt-1 text-soft">
        {role === 'viewer' ? 'Who may edit it can add tiles.' : 'Add a first tile in words, such as revenue by month.'}
      </p>
      {role === 'viewer' ? null : (
        <button type="button" className="button-primary mt-3" onClick={() => actions.setEditing(true)}>
          Edit the dashboard
        </button>
      )}
    </div>
  );
}
