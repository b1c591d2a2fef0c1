import type { BoardParts } from './board-context.ts';
import type { OpenedDashboard, View } from './dashboards-api.ts';

/** What an entry of a dashboard's menu works on. */
export interface BoardActionContext {
  readonly dashboard: OpenedDashboard;
  readonly view: View;
  readonly board: BoardParts;
  /** A short message at the page's foot. */
  readonly tell: (text: string) => void;
}

/** An entry of the menu of a dashboard. */
export interface BoardAction {
  readonly id: string;
  readonly label: string;
  readonly order: number;
  readonly when?: (context: BoardActionContext) => boolean;
  readonly run: (context: BoardActionContext) => void;
}

const registered = new Map<string, BoardAction>();

/** Adds an entry to the menu of every dashboard, or puts it in the place of the one with its id. */
export const registerBoardAction = (action: BoardAction): void => void registered.set(action.id, action);

/** The entries that a dashboard's menu has, in order. */
export const boardActions = (own: readonly BoardAction[], context: BoardActionContext): BoardAction[] =>
  [...own, ...registered.values()].filter(({ when }) => when?.(context) ?? true).sort((a, b) => a.order - b.order);
