import type { Mark } from '../props.ts';

/** What stands beside the board. */
export type Panel =
  | { readonly kind: 'tile'; readonly tile: string }
  | { readonly kind: 'add' }
  | { readonly kind: 'words' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'history' };

/** What is said for a while, with what takes it back. */
export interface Notice {
  readonly text: string;
  readonly undo?: boolean | undefined;
}

/** What the editor shows besides the dashboard; changed by `uiAfter` only. */
export interface EditorUi {
  /** Id of the tile that keys are about. */
  readonly selected?: string | undefined;
  readonly panel?: Panel | undefined;
  readonly notice?: Notice | undefined;
  /** What a preview does, by tile. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** For screen readers. */
  readonly spoken: string;
}

export type UiEvent =
  | { readonly kind: 'selected'; readonly tile: string | undefined }
  | { readonly kind: 'panel'; readonly panel: Panel | undefined }
  | { readonly kind: 'notice'; readonly notice: Notice | undefined }
  | { readonly kind: 'marks'; readonly marks: Readonly<Record<string, Mark>> }
  | { readonly kind: 'spoken'; readonly text: string };

export const firstUi: EditorUi = { spoken: '', marks: {} };

export function uiAfter(ui: EditorUi, event: UiEvent): EditorUi {
  switch (event.kind) {
    case 'selected':
      return ui.selected === event.tile ? ui : { ...ui, selected: event.tile };
    case 'panel':
      return { ...ui, panel: event.panel };
    case 'notice':
      return { ...ui, notice: event.notice };
    case 'marks':
      return { ...ui, marks: event.marks };
    case 'spoken':
      // Said once more where it is the same: a space makes it another text.
      return { ...ui, spoken: ui.spoken === event.text ? `${event.text} ` : event.text };
  }
}
