import type { ComponentType } from 'react';
import type { TileEvent } from '../../../../core/dashboards/load-document.ts';
import type { Tile } from '../../../../core/dashboards/spec.ts';
import type { Cell } from '../api/types.ts';

export type { Tile, TileEvent };

/** A value of a field that was clicked: of one group, or the beginning (ISO 8601) of one period. */
export interface Picked {
  /** `dataset.field`, or a part of one; see `fieldOfColumn`. */
  readonly field: string;
  readonly value: Cell;
}

/** Values of a field that narrow the dashboard by a click in this tile. */
export interface Selected {
  readonly field: string;
  readonly values: readonly Cell[];
}

/** What every tile's body is given. The frame around it owns title, menu, states and footer. */
export interface TileBodyProps {
  readonly tile: Tile;
  /** Answered, with at least one row. */
  readonly event: TileEvent;
  /** Pixels of the body: it fills them and scrolls within itself, so that nothing around it moves. */
  readonly size: { readonly width: number; readonly height: number };
  /**
   * A mark or row was clicked (or chosen by Enter): the field of its column and its raw cell. `also`: the other
   * groups that the mark stands for, such as the series of a stacked bar. Undefined where a click does nothing.
   */
  readonly onSelect?: ((field: string, value: Cell, also?: readonly Picked[]) => void) | undefined;
  /** What was clicked here before: shown as chosen, the others dimmed. */
  readonly selected: readonly Selected[];
  /** Epoch milliseconds up to which the data is known: periods that end later are not over. */
  readonly asOf: number;
}

export type TileBody = ComponentType<TileBodyProps>;
