export type DashboardRole = 'viewer' | 'editor' | 'admin';

/** What a preview does to a tile. */
export type Mark = 'added' | 'changed' | 'moved' | 'removed';

/**
 * What the page of a dashboard gives to the editor, which is loaded when editing begins and stands within the
 * page's `BoardContext`.
 */
export interface EditorProps {
  readonly role: DashboardRole;
  /** The element of the grid: handles are laid over its frames (`data-tile`). */
  readonly grid: HTMLElement | null;
  /** An element in the page's head that the buttons of editing are put into. */
  readonly toolbar: HTMLElement | null;
  readonly close: () => void;
}
