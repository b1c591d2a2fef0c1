import { afterAll } from '@jest/globals';

/** Sets variables of the process for one test file; when its tests are through, all are as they were. */
export function temporaryEnvironment(): (values: Readonly<Record<string, string>>) => void {
  const before = { ...process.env };
  afterAll(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  });
  return values => void Object.assign(process.env, values);
}
