import { createInterface } from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';
import { messageOf } from '../vendor-error.ts';
import type { CopyJob } from './copy.ts';
import { quoteName, quoteText } from './quoting.ts';

/** What `copyAside` starts: it writes tables into a database file and ends with 0 when the file is whole. */

const isFull = (error: unknown): boolean => /No space left|ENOSPC|disk quota/i.test(messageOf(error));

async function copyTables({ target, spillDirectory, memoryLimit, tables }: CopyJob): Promise<void> {
  // One thread keeps the order of the rows and leaves the processors to questions.
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: memoryLimit,
    temp_directory: spillDirectory,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  // Read by this version of the engine alone: of its ways to store, the newest are read fastest.
  await connection.run(`ATTACH ${quoteText(target)} AS target (STORAGE_VERSION 'latest')`);
  for (const { name, reader } of tables) {
    try {
      await connection.run(`CREATE TABLE target.main.${quoteName(name)} AS SELECT * FROM ${reader}`);
    } catch (error) {
      if (isFull(error)) throw error;
      // Its file is damaged, or it takes more memory than there is: queries go on reading the file, and tell.
    }
  }
  await connection.run('CHECKPOINT target');
  await connection.run('DETACH target');
  connection.disconnectSync();
  instance.closeSync();
}

const lines = createInterface({ input: process.stdin });
// The input ends with the process that asked: nobody wants the copy then. An orderly end would wait for the engine.
lines.on('close', () => process.kill(process.pid, 'SIGKILL'));
lines.once('line', line => {
  copyTables(JSON.parse(line) as CopyJob).then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
