import { demoModelFile, demoPersonasFile } from '../local/demo-data.ts';
import { openPlatform, type Platform } from '../local/platform.ts';
import { goldenNow } from './data.ts';

const opened = Date.now();

/** A clock that began at the moment the golden questions count from, and goes on. */
const goldenClock = { now: () => new Date(goldenNow.getTime() + Date.now() - opened) };

/** What `npm start` allows by default. */
const maximumCopyBytes = 1_000_000_000;

/**
 * The platform that `npm start` opens, over the bench's data and at the golden questions' time. With a state folder, its
 * tables are copied there by and by.
 */
export const openBenchPlatform = (dataDirectory: string, stateDirectory?: string): Promise<Platform> =>
  openPlatform({
    dataDirectory,
    stateDirectory,
    maximumCopyBytes,
    modelFile: demoModelFile,
    personasFile: demoPersonasFile,
    clock: goldenClock,
  });
