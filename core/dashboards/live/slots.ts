import { SophiaError } from '../../errors.ts';

/** Seconds after which somebody who was refused may try again. */
const retrySeconds = 30;

/** How many dashboards each user follows; taken before anything is waited for, so that many at once can't pass together. */
export class Slots {
  readonly #taken = new Map<string, number>();
  readonly #most: number;

  /** @param most of one user */
  constructor(most: number) {
    this.#most = most;
  }

  /** Gives what frees it. @throws dashboard.too_many_streams */
  take(username: string): () => void {
    const taken = this.#taken.get(username) ?? 0;
    if (taken >= this.#most) {
      throw new SophiaError('dashboard.too_many_streams', [], { limit: this.#most, seconds: retrySeconds });
    }
    this.#taken.set(username, taken + 1);
    return () => this.#free(username);
  }

  #free(username: string): void {
    const left = (this.#taken.get(username) ?? 0) - 1;
    if (left > 0) this.#taken.set(username, left);
    else this.#taken.delete(username);
  }
}
