import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomId } from '../core/identity/secrets.ts';

/** How servers on one state folder know of each other: each keeps touching a file of its own. */
export interface Heartbeat {
  /** Names this process's life, not the next one's of the same process id. */
  readonly serverId: string;
  isAlive(serverId: string): boolean;
  stop(): void;
}

const beatMilliseconds = 5_000;
const silenceMilliseconds = 30_000;

export function startHeartbeat(stateDirectory: string): Heartbeat {
  const directory = join(stateDirectory, 'servers');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const serverId = `${process.pid}-${randomId('srv')}`;
  const file = join(directory, serverId);
  writeFileSync(file, '', { mode: 0o600 });
  const beat = () => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // A folder that is gone or full: others take this server for dead, which only its running questions feel.
    }
  };
  const timer = setInterval(beat, beatMilliseconds);
  timer.unref();
  return {
    serverId,
    isAlive(other) {
      if (!/^\d+-srv_[\w-]+$/.test(other)) return false;
      return other === serverId || (isFresh(join(directory, other)) && isRunning(Number.parseInt(other, 10)));
    },
    stop() {
      clearInterval(timer);
      rmSync(file, { force: true });
    },
  };
}

function isFresh(file: string): boolean {
  const facts = statSync(file, { throwIfNoEntry: false });
  return facts !== undefined && Date.now() - facts.mtimeMs < silenceMilliseconds;
}

/** A process of that id exists; our own id means an earlier life of ours, which has ended. */
function isRunning(processId: number): boolean {
  if (processId === process.pid) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
