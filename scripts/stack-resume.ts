import { runCommand } from './stack/pause/command.ts';
import { resume } from './stack/pause/resume.ts';

await runCommand(resume);
