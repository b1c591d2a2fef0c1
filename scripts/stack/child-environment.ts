/** What Pulumi's runners need of this process; credentials of whoever runs it are not handed on. */
const handedOn = ['PATH', 'HOME', 'TMPDIR', 'NODE_COMPILE_CACHE'] as const;

/** The environment of a process that runs somebody's program or policies. */
export const childEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(handedOn.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
