import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { version as duckDbVersion } from '@duckdb/node-api';

/** What the figures depend on besides the code. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
  readonly duckdb: string;
  /** Load averages of 1, 5 and 15 minutes: what else the machine was doing. */
  readonly load: readonly number[];
}

export function machineFacts(): Machine {
  return {
    processor: cpus()[0]?.model.trim() || 'unknown',
    cores: availableParallelism(),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    duckdb: duckDbVersion(),
    load: loadavg().map(value => Math.round(value * 100) / 100),
  };
}

export const machineLine = ({ processor, cores, memory, system, node, duckdb, load }: Machine): string =>
  `${processor}, ${cores} cores, ${memory}, ${system}; Node ${node}, DuckDB ${duckdb}; load ${load.join(' ')}`;
