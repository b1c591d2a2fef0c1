/** Gives out names that differ from one another without regard to case, in the order they are asked for. */
export class Aliases {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set([...taken].map(name => name.toLowerCase()));
  }

  /** The name itself, or with the first number from 2 on that makes it new. */
  unique(name: string): string {
    let candidate = name;
    for (let number = 2; this.#taken.has(candidate.toLowerCase()); number++) candidate = `${name}_${number}`;
    this.#taken.add(candidate.toLowerCase());
    return candidate;
  }

  /** Names of a scope inside this one: it may not hide what is here, and leaves no trace outside. */
  inner(): Aliases {
    return new Aliases(this.#taken);
  }
}
