import { Ellipsis } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { asProblem } from '../api/client.ts';
import { useApp } from '../context.ts';
import { openPanel } from '../sharing/panel-store.ts';
import { addEntries } from '../shell/extra-entries.ts';
import { copyText } from '../ui/clipboard.ts';
import { Menu } from '../ui/menu.tsx';
import { useBoard } from './board-context.ts';
import { type BoardAction, boardActions } from './board-menu-entries.ts';
import type { OpenedDashboard } from './dashboards-api.ts';
import { duplicateBoard } from './duplicate-board.ts';

/** What else can be done with a dashboard. */
export function BoardMenu({ dashboard }: { dashboard: OpenedDashboard }) {
  const board = useBoard();
  const { api, store, actions } = useApp();
  const tell = (text: string) => store.dispatch({ kind: 'told', text });
  const context = () => ({ dashboard, board, view: board.store.get().view, tell });
  const own: BoardAction[] = [
    {
      id: 'link',
      label: 'Copy link to this view',
      order: 10,
      run: () =>
        void copyText(location.href).then(done => tell(done ? 'Link copied' : 'The browser did not allow copying')),
    },
    {
      id: 'duplicate',
      label: 'Duplicate',
      order: 15,
      when: () => dashboard.role !== 'viewer',
      run: () =>
        void duplicateBoard(api, dashboard, Date.now()).then(
          made => actions.navigate({ page: 'dashboard', id: made.dashboard_id }),
          thrown => tell(asProblem(thrown).detail),
        ),
    },
    {
      id: 'performance',
      label: 'Performance',
      order: 90,
      run: () => actions.navigate({ page: 'performance', id: dashboard.dashboard_id }),
    },
    {
      id: 'help',
      label: 'Help',
      order: 95,
      run: () => actions.navigate({ page: 'help', guide: 'dashboards' }),
    },
    {
      id: 'remove',
      label: 'Remove …',
      order: 99,
      when: () => dashboard.may_remove,
      run: () => openPanel({ kind: 'remove' }),
    },
  ];
  const entries = boardActions(own, context());
  const run = (id: string) => entries.find(entry => entry.id === id)?.run(context());
  usePalette(entries, run);
  return (
    <Menu
      label={`Menu of the dashboard ${dashboard.spec.title}`}
      items={entries}
      onChoose={run}
      className="button-quiet max-md:min-w-11"
    >
      <Ellipsis size={16} aria-hidden />
    </Menu>
  );
}

/** What the menu has is found in the palette too, while the dashboard is shown. */
function usePalette(entries: readonly BoardAction[], run: (id: string) => void): void {
  const now = useRef({ entries, run });
  now.current = { entries, run };
  useEffect(
    () =>
      addEntries(() =>
        now.current.entries.map(({ id, label }) => ({
          id: `menu-${id}`,
          group: 'This dashboard',
          label,
          words: 'dashboard',
          command: { kind: 'run', run: () => now.current.run(id) },
        })),
      ),
    [],
  );
}
