import { runCommand } from './stack/pause/command.ts';
import { pause } from './stack/pause/pause.ts';

await runCommand(pause);
