import { useEffect } from 'react';
import { useBoard } from '../dashboards/board-context.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import { addEntries } from '../shell/extra-entries.ts';

/** The palette begins editing, for those who may and where it has not begun. */
export function useEditEntry({ role }: Pick<OpenedDashboard, 'role'>): void {
  const { store, actions } = useBoard();
  useEffect(
    () =>
      addEntries(() =>
        role === 'viewer' || store.get().editing
          ? []
          : [
              {
                id: 'edit-begin',
                group: 'This dashboard',
                label: 'Edit this dashboard',
                words: 'change add tile',
                command: { kind: 'run', run: () => actions.setEditing(true) },
              },
            ],
      ),
    [role, store, actions],
  );
}
