import { Ellipsis } from 'lucide-react';
import { useApp } from '../context.ts';
import { openPanel } from '../sharing/panel-store.ts';
import { copyText } from '../ui/clipboard.ts';
import { Menu } from '../ui/menu.tsx';
import { useBoard } from './board-context.ts';
import { type BoardAction, boardActions } from './board-menu-entries.ts';
import type { OpenedDashboard } from './dashboards-api.ts';

/** What else can be done with a dashboard. */
export function BoardMenu({ dashboard }: { dashboard: OpenedDashboard }) {
  const board = useBoard();
  const { store, actions } = useApp();
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
  return (
    <Menu
      label={`Menu of the dashboard ${dashboard.spec.title}`}
      items={entries}
      onChoose={id => entries.find(entry => entry.id === id)?.run(context())}
      className="button-quiet max-md:min-w-11"
    >
      <Ellipsis size={16} aria-hidden />
    </Menu>
  );
}
