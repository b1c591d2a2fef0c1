import { stableJson } from '../../../../../core/plan/canonical.ts';

/** Whether two values of a document say the same; absent parts and the order of members say nothing. */
export const sameValue = (a: unknown, b: unknown): boolean => stableJson(a ?? null) === stableJson(b ?? null);
