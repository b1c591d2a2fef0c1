import { registerBoardAction } from '../dashboards/board-menu-entries.ts';
import { registerTileAction } from '../dashboards/tile-menu.ts';
import { openPanel } from './panel-store.ts';

/** What sharing, alerts and reports put into the menus of dashboards and tiles. */
registerBoardAction({
  id: 'share',
  label: 'Share …',
  order: 20,
  when: ({ dashboard }) => dashboard.role !== 'viewer',
  run: () => openPanel({ kind: 'share' }),
});
registerBoardAction({ id: 'alerts', label: 'Alerts …', order: 30, run: () => openPanel({ kind: 'alerts' }) });
registerBoardAction({
  id: 'reports',
  label: 'Scheduled reports …',
  order: 40,
  run: () => openPanel({ kind: 'reports' }),
});
registerTileAction({
  id: 'alert',
  label: 'Alert on this number …',
  order: 60,
  when: ({ tile, board }) => {
    const { dashboard } = board.store.get();
    return tile.kind === 'number' && dashboard.kind === 'ready' && dashboard.value.role !== 'viewer';
  },
  run: ({ tile }) => openPanel({ kind: 'alerts', tile: tile.id }),
});
