import type { Command } from './command.ts';

export const pause: Command = {
  help: `Pauses a stack: its tasks are stopped, its API turns calls away, and nothing is deleted.

  npm run --silent stack:pause -- STACK [--dry-run]

  STACK      the stack, such as development: Pulumi.STACK.yaml must be there
  --dry-run  only says what would be done
  --help     this text

How everything was is remembered in a tag of each resource; npm run stack:resume -- STACK brings it back. It can be run
again if it was cut short. Load balancer, NAT gateways, cache nodes, keys and what is stored are paid as before.
Credentials are those of AWS's SDK (AWS_PROFILE and others). Exit code: 0 paused, 1 an error.
`,
  service: 'pauseService',
  function: 'pauseFunction',
  nothing: 'There is nothing to pause.',
  done: 'Paused. Bring it back with npm run stack:resume.',
};
