import type { Notification, Notifier } from '../../core/ports/notifier.ts';

/** One who is told things and remembers them; while deaf, telling fails. */
export interface Listener extends Notifier {
  readonly told: Notification[];
  deaf: boolean;
  /** Hears, and remembers nothing. */
  clear(): void;
}

export function listener(): Listener {
  const told: Notification[] = [];
  const self: Listener = {
    told,
    deaf: false,
    async notify(notification) {
      if (self.deaf) throw new Error('nobody there');
      told.push(notification);
    },
    clear() {
      self.deaf = false;
      told.length = 0;
    },
  };
  return self;
}
