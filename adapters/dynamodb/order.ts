/**
 * Sort keys in the order things are put: the instant they belong to, then when and as which they were put, so that
 * things of one instant keep their order, also over several processes (to the millisecond).
 */
export class PutOrder {
  #last = 0;
  #count = 0;

  next(instant: string, id: string): string {
    const now = Date.now();
    this.#count = now <= this.#last ? this.#count + 1 : 0;
    this.#last = Math.max(now, this.#last);
    const millisecond = this.#last.toString(36).padStart(9, '0');
    return `${instant}#${millisecond}${this.#count.toString(36).padStart(5, '0')}#${id}`;
  }
}
