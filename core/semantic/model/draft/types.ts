import type { Cell, ColumnType } from '../../../ports/query-engine.ts';

/** What was measured of one column. */
export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  /** Rows in which it is null. */
  readonly nulls: number;
  /** Different values, nulls not counted; an estimate unless it matters for keys. */
  readonly distinct: number;
  /** Of numbers; undefined otherwise, or when all are null. */
  readonly minimum?: Cell | undefined;
  readonly maximum?: Cell | undefined;
}

/** What was measured of one table. */
export interface TableProfile {
  readonly name: string;
  readonly rowCount: number;
  readonly columns: readonly ColumnProfile[];
  /** Sets of columns that are never null and never repeat together: single columns first, best name first. */
  readonly keys: readonly (readonly string[])[];
}

/** A possible foreign key. */
export interface Reference {
  readonly from: string;
  readonly fromColumns: readonly string[];
  readonly to: string;
  readonly toColumns: readonly string[];
  /** Words before the name of what is referred to: `billing` of billing_customer_id. */
  readonly role: string;
}

/** A reference and how much of it holds. */
export interface MeasuredReference extends Reference {
  /** Different values (or combinations) of the columns. */
  readonly values: number;
  /** How many of them the other table has. */
  readonly found: number;
}
