/** What a persona may see and spend. `*` means everything. */
export interface Persona {
  readonly name: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** Name of the model that it asks; the first one when left out. */
  readonly model?: string | undefined;
  readonly datasets: readonly string[] | '*';
  readonly metrics: readonly string[] | '*';
  /** Dataset name to a boolean expression over its fields (and those it reaches N:1), added to each base relation. */
  readonly rowFilters: Readonly<Record<string, string>>;
  readonly budget: {
    /** Micro-dollars a day, over all users of the persona. */
    readonly perDay: number;
    /** Micro-dollars a query. */
    readonly perQuery: number;
  };
  /** Questions shown to start from. */
  readonly examples: readonly string[];
}

/** The persona of a model that comes without a personas file. */
export const analyst: Persona = {
  name: 'analyst',
  title: 'Analyst',
  datasets: '*',
  metrics: '*',
  rowFilters: {},
  budget: { perDay: 50_000_000, perQuery: 1_000_000 },
  examples: [],
};
