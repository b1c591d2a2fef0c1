import { registerBoardAction } from '../../dashboards/board-menu-entries.ts';
import { isLoaded } from '../../dashboards/concerned.ts';
import { registerTileAction, type TileActionContext } from '../../dashboards/tile-menu.ts';
import { download } from './download.ts';
import { followPrinting, printPage } from './print-page.ts';

/** What anybody who sees a dashboard may take along: data and pictures of tiles, the whole on paper or as a file. */

followPrinting();

const rowsPath = ({ tile, dashboard, persona, view }: TileActionContext, format: 'csv' | 'json'): string => {
  const query = new URLSearchParams({ format, persona, view: JSON.stringify(view) });
  return `/api/v1/dashboards/${encodeURIComponent(dashboard.id)}/tiles/${encodeURIComponent(tile.id)}/export?${query}`;
};

const hasRows = ({ tile, event }: TileActionContext): boolean => isLoaded(tile) && event?.status === 'answered';

registerTileAction({
  id: 'csv',
  label: 'Download CSV',
  order: 60,
  when: hasRows,
  run: context => download(rowsPath(context, 'csv')),
});
registerTileAction({
  id: 'json',
  label: 'Download JSON',
  order: 61,
  when: hasRows,
  run: context => download(rowsPath(context, 'json')),
});
registerTileAction({
  id: 'png',
  label: 'Download picture',
  order: 62,
  when: ({ tile }) => tile.kind !== 'question' && tile.kind !== 'upload',
  run: ({ tile, tell }) => {
    const drawn = import('./picture.ts').then(({ savePicture }) => savePicture(tile));
    void drawn.catch(() => tell('The picture could not be drawn'));
  },
});
registerBoardAction({
  id: 'print',
  label: 'Print, or save as PDF',
  order: 40,
  run: () => void printPage(),
});
registerBoardAction({
  id: 'yaml',
  label: 'Export YAML',
  order: 50,
  run: ({ dashboard }) => download(`/api/v1/dashboards/${encodeURIComponent(dashboard.dashboard_id)}/export`),
});
