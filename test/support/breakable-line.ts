import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What stands between people and a server, and can fail as networks do. */
export interface BreakableLine {
  readonly port: number;
  /** Ends all connections, and lets no other be made. */
  cut(): void;
  /** Connections stay open for ever, and nothing goes over them or over later ones. */
  freeze(): void;
  mend(): void;
  close(): Promise<void>;
}

/** A line to a port of this machine. */
export async function breakableLine(to: number): Promise<BreakableLine> {
  let state: 'open' | 'cut' | 'frozen' = 'open';
  const ends = new Map<Socket, { dead: boolean }>();
  const pass = (from: Socket, other: Socket, pair: { dead: boolean }) => {
    ends.set(from, pair);
    from.on('data', data => {
      if (!pair.dead) other.write(data);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      ends.delete(from);
      if (!pair.dead) other.destroy();
    });
  };
  const server = createServer(near => {
    if (state === 'cut') return near.destroy();
    const far = connect(to, '127.0.0.1');
    const pair = { dead: state === 'frozen' };
    pass(near, far, pair);
    pass(far, near, pair);
    return undefined;
  });
  const destroyAll = () => {
    for (const end of [...ends.keys()]) end.destroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      state = 'cut';
      destroyAll();
    },
    freeze() {
      state = 'frozen';
      for (const pair of ends.values()) pair.dead = true;
    },
    mend() {
      state = 'open';
    },
    async close() {
      destroyAll();
      server.close();
      await once(server, 'close');
    },
  };
}
