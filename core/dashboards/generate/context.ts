import { stableJson } from '../../plan/canonical.ts';
import { apply } from '../operations/apply.ts';
import type { Operation } from '../operations/schema.ts';
import type { DashboardSpec, Tile } from '../spec.ts';
import type { ContentReader } from './content.ts';
import { type GeneratorAssumption, type Outcome, type Unfulfilled, unfulfilled } from './outcome.ts';
import type { Size } from './size-words.ts';

/** A request in the course of being carried out: the dashboard so far, and what was said of it. */
export class Work {
  readonly reader: ContentReader;
  /** Plans of tiles may not change, nor tiles go. */
  readonly preserve: boolean;
  spec: DashboardSpec;
  /** The tile that was spoken of last. */
  touched: string | undefined;
  /** The words that are being carried out. */
  command = '';
  /** By tile the part of the width that this command wants it to have, whether it has it already or not. */
  readonly widths = new Map<string, Size>();
  /** Tiles whose size was said in words: nothing else changes it. */
  readonly sized = new Set<string>();
  /** Tiles that this request has made. */
  readonly added = new Set<string>();
  readonly #operations: Operation[] = [];
  readonly #unfulfilled: Unfulfilled[] = [];
  readonly #assumptions: GeneratorAssumption[] = [];

  constructor(spec: DashboardSpec, reader: ContentReader, preserve = false) {
    this.spec = spec;
    this.reader = reader;
    this.preserve = preserve;
  }

  /**
   * Carries an operation out; what changes nothing is left out, and what changes numbers that are to stay is told.
   */
  do(operation: Operation): void {
    if (this.preserve && changesNumbers(operation, this.spec)) {
      this.refuseNumbers();
      return;
    }
    const { spec } = apply(this.spec, operation);
    if ('tile_id' in operation) this.touched = operation.tile_id;
    if (operation.kind === 'addTile') this.touched = operation.tile.id;
    if (JSON.stringify(spec) === JSON.stringify(this.spec)) return;
    this.spec = spec;
    this.#operations.push(operation);
  }

  /** Tells, once a command, that numbers are to stay as they are. */
  refuseNumbers(): void {
    const reason = 'It would change what tiles count, which is to stay as it is.';
    const last = this.#unfulfilled.at(-1);
    if (last?.reason !== reason || last.text !== this.command.trim().slice(0, 300))
      this.refuse(this.command, reason, [], true);
  }

  /** @param final no other reading of the words would help */
  refuse(text: string, reason: string, nearest: readonly string[] = [], final?: boolean): void {
    const told = unfulfilled(text, reason, nearest, final);
    // Of several tiles the same is told once.
    if (!this.#unfulfilled.some(one => one.text === told.text && one.reason === reason)) this.#unfulfilled.push(told);
  }

  assume(texts: readonly string[], tile_id?: string): void {
    for (const text of texts) {
      if (this.#assumptions.some(one => one.text === text && one.tile_id === tile_id)) continue;
      this.#assumptions.push({ text, ...(tile_id !== undefined && { tile_id }) });
    }
  }

  tile(id: string): Tile | undefined {
    return this.spec.tiles.find(tile => tile.id === id);
  }

  /** A tile of this request that shows the same in the same way, wherever it lies. @param isTitled titles count, too */
  sameAs(tile: Tile, isTitled: boolean): Tile | undefined {
    const shown = ({ id: _, at: __, title, question: ___, ...rest }: Tile) =>
      stableJson({ ...rest, ...(isTitled && { title }) });
    return this.spec.tiles.find(one => this.added.has(one.id) && shown(one) === shown(tile));
  }

  /** Gives what takes the work back to where it is now. */
  mark(): () => void {
    const { spec, touched } = this;
    const [sized, added] = [[...this.sized], [...this.added]];
    const lists = [this.#operations, this.#unfulfilled, this.#assumptions];
    const lengths = lists.map(({ length }) => length);
    return () => {
      Object.assign(this, { spec, touched });
      this.sized.clear();
      this.added.clear();
      for (const id of sized) this.sized.add(id);
      for (const id of added) this.added.add(id);
      for (const [index, list] of lists.entries()) list.length = lengths[index]!;
    };
  }

  /** What was done so far. */
  get operations(): readonly Operation[] {
    return this.#operations;
  }

  /** How much was done or told so far. */
  get said(): number {
    return this.#operations.length + this.#unfulfilled.length + this.#assumptions.length;
  }

  get taken(): ReadonlySet<string> {
    return new Set(this.spec.tiles.map(({ id }) => id));
  }

  outcome(): Outcome {
    return { operations: this.#operations, unfulfilled: this.#unfulfilled, assumptions: this.#assumptions };
  }
}

/** Whether tiles would show other numbers than before: windows and chosen values do, a control that is open does not. */
function changesNumbers(operation: Operation, spec: DashboardSpec): boolean {
  switch (operation.kind) {
    case 'changePlan':
    case 'removeTile':
    case 'setTime':
    case 'removeFilter':
      return true;
    case 'setTileTime': {
      const { range, pinned } = spec.tiles.find(({ id }) => id === operation.tile_id)?.time ?? {};
      return stableJson([range, pinned]) !== stableJson([operation.value?.range, operation.value?.pinned]);
    }
    case 'putFilter': {
      const { selected = [], minimum, maximum, period } = operation.filter;
      return selected.length > 0 || minimum !== undefined || maximum !== undefined || period !== undefined;
    }
    default:
      return false;
  }
}
