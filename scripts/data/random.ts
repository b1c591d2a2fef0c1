import { createHash } from 'node:crypto';

/**
 * Random numbers that are a function of seed, purpose and key alone, so that neither the number of threads
 * nor the order of the rows changes them. Purposes are hashed to 64 bits and mixed into the key before
 * DuckDB's hash, because hashing the two beside one another would only xor a constant and correlate them.
 */
export class SeededRandom {
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** SQL for a uniform number from 0 to 1 (1 excluded); `key` is a whole number of 0 or more. */
  uniform(purpose: string, key: string): string {
    return `(CAST(hash(xor(CAST(${key} AS UBIGINT), ${this.#salt(purpose)}::UBIGINT)) >> 11 AS DOUBLE) / 9007199254740992.0)`;
  }

  /** SQL for a number that is roughly normal, mean 0, deviation 1 (a sum of three uniforms). */
  normal(purpose: string, key: string): string {
    const parts = [1, 2, 3].map(part => this.uniform(`${purpose} ${part}`, key));
    return `((${parts.join(' + ')} - 1.5) * 2)`;
  }

  #salt(purpose: string): string {
    return createHash('sha256').update(`${this.#seed}/${purpose}`).digest().readBigUInt64BE().toString();
  }
}
