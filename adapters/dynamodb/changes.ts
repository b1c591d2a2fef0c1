import type { Key, Write } from './table.ts';

/** Numbers to be added to items: a transaction may name an item once, so what meets on one is added up first. */
export class Changes {
  readonly #items = new Map<string, { key: Key; amounts: Map<string, number>; ttl: number }>();

  add(key: Key, amounts: Readonly<Record<string, number>>, ttl: number): void {
    const id = JSON.stringify([key.pk, key.sk]);
    const item = this.#items.get(id) ?? { key, amounts: new Map(), ttl };
    for (const [name, amount] of Object.entries(amounts)) {
      item.amounts.set(name, (item.amounts.get(name) ?? 0) + amount);
    }
    this.#items.set(id, item);
  }

  writes(): Write[] {
    return [...this.#items.values()].map(({ key, amounts, ttl }) => {
      const names = [...amounts.keys()];
      return {
        Update: {
          Key: { ...key },
          UpdateExpression: `SET #ttl = :ttl ADD ${names.map((_, index) => `#n${index} :n${index}`).join(', ')}`,
          ExpressionAttributeNames: {
            '#ttl': 'expires_at',
            ...Object.fromEntries(names.map((name, index) => [`#n${index}`, name])),
          },
          ExpressionAttributeValues: {
            ':ttl': ttl,
            ...Object.fromEntries(names.map((name, index) => [`:n${index}`, amounts.get(name) ?? 0])),
          },
        },
      };
    });
  }
}
