import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Flushes the write-ahead log to the disk, off the event loop. One flush serves all who committed before it began;
 * who comes while one runs waits for the next.
 */
export class LogFlush {
  readonly #log: FileHandle;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  private constructor(log: FileHandle) {
    this.#log = log;
  }

  /** The log must exist: its database is in WAL mode and was read. */
  static async open(databasePath: string): Promise<LogFlush> {
    const log = await open(`${databasePath}-wal`, 'r+');
    // That the files exist must outlive a power cut too.
    const directory = await open(dirname(databasePath), 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
    return new LogFlush(log);
  }

  /** Resolves when all that was committed before the call is on the disk. @throws what the file system does */
  flush(): Promise<void> {
    if (!this.#running) return this.#start();
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.#start();
      });
    return this.#next;
  }

  /** Waits for the flush that runs. */
  async close(): Promise<void> {
    await (this.#next ?? this.#running)?.catch(() => undefined);
    await this.#log.close();
  }

  #start(): Promise<void> {
    const running = this.#log.datasync().finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }
}
