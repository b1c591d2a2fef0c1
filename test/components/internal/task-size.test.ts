import { describe, expect, test } from '@jest/globals';
import { memoryFault } from '../../../components/internal/task-size.ts';

/** Amazon ECS Developer Guide, "Task CPU and memory". */
describe('Sizes of Fargate', () => {
  test.each([
    [256, [512, 1024, 2048]],
    [512, [1024, 2048, 3072, 4096]],
    [1024, [2048, 3072, 8192]],
    [2048, [4096, 5120, 16_384]],
    [4096, [8192, 9216, 30_720]],
  ])('%d units go with %j MiB', (units, sizes) => {
    for (const size of sizes) expect(memoryFault(units, size)).toBeUndefined();
  });

  test.each([
    [256, [256, 1536, 3072, 4096]],
    [512, [512, 1500, 5120]],
    [1024, [1024, 2500, 9216]],
    [2048, [3072, 16_896]],
    [4096, [7168, 31_744]],
  ])('%d units don’t go with %j MiB', (units, sizes) => {
    for (const size of sizes) expect(memoryFault(units, size)).toContain(`not ${size}`);
  });
});
