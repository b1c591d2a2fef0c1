import type { Command } from './command.ts';

export const resume: Command = {
  help: `Brings a stack back that npm run stack:pause has paused: as many tasks, calls and instances as before.

  npm run --silent stack:resume -- STACK [--dry-run]

  STACK      the stack, such as development: Pulumi.STACK.yaml must be there
  --dry-run  only says what would be done
  --help     this text

It can be run again if it was cut short. Credentials are those of AWS's SDK (AWS_PROFILE and others).
Exit code: 0 it is back, or wasn't paused, 1 an error.
`,
  service: 'resumeService',
  function: 'resumeFunction',
  nothing: 'Nothing is paused.',
  done: 'Resumed. Tasks take a minute or two until they are healthy.',
};
