import { isLoaded } from './concerned.ts';
import { canDrill } from './drill-path.ts';
import { registerTileAction } from './tile-menu.ts';

/** The entries that every tile's menu has from the start. */
registerTileAction({
  id: 'refresh',
  label: 'Refresh',
  order: 10,
  when: ({ tile }) => isLoaded(tile),
  run: ({ tile, board }) => void board.actions.load([tile.id]),
});
registerTileAction({
  id: 'full-screen',
  label: 'Full screen',
  order: 20,
  run: ({ tile, board }) => board.actions.setFull(tile.id),
});
registerTileAction({
  id: 'details',
  label: 'Details and SQL',
  order: 30,
  when: ({ tile, event }) => isLoaded(tile) && event !== undefined,
  run: ({ tile, board }) => board.actions.setDetails(tile.id),
});
registerTileAction({
  id: 'behind',
  label: 'What is behind it',
  order: 40,
  when: ({ tile, event }) => canDrill(tile) && event?.status === 'answered',
  run: ({ tile, board }) => void board.actions.drill(tile.id, []),
});
