/** CPU units of a Fargate task -> least and most memory, and the step between sizes, in MiB (Amazon ECS Developer Guide). */
const sizes: Readonly<Record<number, readonly [least: number, most: number, step: number]>> = {
  512: [1_024, 4_096, 1_024],
  1024: [2_048, 8_192, 1_024],
  2048: [4_096, 16_384, 1_024],
  4096: [8_192, 30_720, 1_024],
};
/** The smallest tasks have three sizes of their own. */
const smallest = [512, 1_024, 2_048];

/** Why Fargate has no task of so much memory (MiB) with these units of processor; undefined where it has. */
export function memoryFault(cpuUnits: number, memoryMegabytes: number): string | undefined {
  if (cpuUnits === 256) {
    if (smallest.includes(memoryMegabytes)) return undefined;
    return `Fargate gives 256 units of processor ${smallest.join(', ')} MiB, not ${memoryMegabytes}`;
  }
  const [least, most, step] = sizes[cpuUnits] ?? [memoryMegabytes, memoryMegabytes, 1];
  if (memoryMegabytes >= least && memoryMegabytes <= most && memoryMegabytes % step === 0) return undefined;
  return `Fargate gives ${cpuUnits} units of processor ${least} to ${most} MiB in steps of ${step}, not ${memoryMegabytes}`;
}
