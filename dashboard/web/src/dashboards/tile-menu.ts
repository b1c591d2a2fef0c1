import type { BoardParts } from './board-context.ts';
import type { OpenedDashboard, Tile, TileEvent, View } from './dashboards-api.ts';

/** What an entry of a tile's menu works on. */
export interface TileActionContext {
  readonly tile: Tile;
  /** The last answer. */
  readonly event?: TileEvent | undefined;
  readonly dashboard: Pick<OpenedDashboard, 'revision' | 'spec'> & { readonly id: string };
  readonly persona: string;
  readonly view: View;
  readonly board: BoardParts;
  /** A short message at the page's foot. */
  readonly tell: (text: string) => void;
}

/** An entry of the menu that every tile has. */
export interface TileAction {
  readonly id: string;
  readonly label: string;
  /** Where in the menu; the built-in ones are at 10, 20, 30, 40. */
  readonly order: number;
  /** Whether a tile has it; every tile when left out. */
  readonly when?: (context: TileActionContext) => boolean;
  readonly run: (context: TileActionContext) => void;
}

const actions = new Map<string, TileAction>();

/** Adds an entry to the menus of tiles, or puts it in the place of the one with its id. */
export const registerTileAction = (action: TileAction): void => void actions.set(action.id, action);

/** The entries that a tile has, in order. */
export const tileActions = (context: TileActionContext): TileAction[] =>
  [...actions.values()].filter(({ when }) => when?.(context) ?? true).sort((a, b) => a.order - b.order);
