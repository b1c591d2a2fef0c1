import type { Notification, Notifier } from '../../core/ports/notifier.ts';

/** One who is told things and remembers them; while deaf, telling fails. */
export interface Listener extends Notifier {
  readonly told: Notification[];
  deaf: boolean;
  /** What happens while the next one is told. */
  meanwhile: (() => Promise<unknown>) | undefined;
  /** Hears, and remembers nothing. */
  clear(): void;
}

export function listener(): Listener {
  const told: Notification[] = [];
  const self: Listener = {
    told,
    deaf: false,
    meanwhile: undefined,
    async notify(notification) {
      const { meanwhile } = self;
      self.meanwhile = undefined;
      await meanwhile?.();
      if (self.deaf) throw new Error('nobody there');
      told.push(notification);
    },
    clear() {
      self.deaf = false;
      self.meanwhile = undefined;
      told.length = 0;
    },
  };
  return self;
}
