import type { ResourceValidationPolicy } from '@pulumi/policy';

/** Runtimes that Lambda patches, as of November 2026: the page "Lambda runtimes" of its developer guide. */
const supported = new Set([
  'nodejs22.x',
  'nodejs24.x',
  'python3.11',
  'python3.12',
  'python3.13',
  'python3.14',
  'java17',
  'java21',
  'java25',
  'dotnet10',
  'ruby3.3',
  'ruby3.4',
  'provided.al2023',
]);

/** A deprecated runtime gets no security fixes, and one day can't be updated. */
export const supportedRuntimes: ResourceValidationPolicy = {
  name: 'supported-runtimes',
  description: 'Functions run on a runtime that is still patched.',
  enforcementLevel: 'mandatory',
  severity: 'high',
  remediationSteps: 'Move the function to a newer runtime; add runtimes that came since to the list.',
  validateResource: ({ type, props }, reportViolation) => {
    if (type !== 'aws:lambda/function:Function' || props['packageType'] === 'Image') return;
    if (!supported.has(String(props['runtime']))) reportViolation(`Its runtime is ${String(props['runtime'])}.`);
  },
};
