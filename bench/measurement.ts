/** One line of the table: what was measured, what came out, what stands beside it and what it should have been. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  /** The same thing by other means, such as the same SQL on the bare engine. */
  readonly beside?: string | undefined;
  readonly goal?: string | undefined;
  /** Absent where there is no goal. */
  readonly reached?: boolean | undefined;
}

/** What all measurements are given. */
export interface BenchContext {
  /** Folder of the generated data. */
  readonly dataDirectory: string;
  /** A folder that is removed at the end. */
  readonly temporary: string;
  /** For how long live viewers are watched. */
  readonly liveSeconds: number;
  /** Tells how far it is; not part of the result. */
  say(line: string): void;
}

/** A measurement that can be run alone. */
export interface Bench {
  /** As `--only` takes it. */
  readonly name: string;
  readonly description: string;
  run(context: BenchContext): Promise<readonly Row[]>;
}
