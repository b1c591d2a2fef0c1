/** What a preview does to a tile. */
export type Mark = 'added' | 'changed' | 'moved';

/** The editor stands within the page's `BoardContext`; it is loaded when editing begins. */
export interface EditorProps {
  /** An element in the page's head that the buttons of editing are put into. */
  readonly toolbar: HTMLElement | null;
  readonly close: () => void;
}
