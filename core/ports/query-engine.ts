import type { DialectName, Statement } from '../sql/nodes.ts';

export type ColumnType =
  | 'string'
  | 'integer'
  | 'decimal'
  | 'float'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'time'
  | 'other';
/** A cell. Integers beyond 2^53 come as text; dates as YYYY-MM-DD; timestamps as ISO 8601 in UTC. */
export type Cell = string | number | boolean | null;

export interface EngineColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export interface EngineResult {
  readonly columns: readonly EngineColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** More rows existed than `maxRows`. */
  readonly truncated: boolean;
  /** Bytes the engine read, or the estimate it would bill for. */
  readonly bytesScanned: number;
  /** Milliseconds inside the engine. */
  readonly milliseconds: number;
}

export interface TableDescription {
  readonly name: string;
  readonly columns: readonly EngineColumn[];
  readonly rowCount: number;
}

export interface RunOptions {
  readonly maxRows: number;
  readonly timeoutMilliseconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Name of the persona that asks, for engines that keep limits by it. */
  readonly persona?: string | undefined;
}

/** Runs one read-only statement at a time per call; raises engine.* errors only. */
export interface QueryEngine {
  readonly dialect: DialectName;
  run(statement: Statement, options: RunOptions): Promise<EngineResult>;
  /** Bytes a statement would scan at most, without running it: what a budget reserves. */
  estimateBytes(tables: readonly { name: string; columns: readonly string[] }[]): Promise<number>;
  tables(): Promise<readonly TableDescription[]>;
  /** Changes whenever the data does: part of every cache key. */
  dataVersion(): Promise<string>;
  /** When the data was last written, ISO 8601. */
  freshness(): Promise<string>;
  close(): Promise<void>;
}
