import { type Estimate, estimate } from '../../../stacks/cost/estimate.ts';
import { record } from '../engine.ts';
import { checkPolicies, type PolicyReport } from '../policies.ts';
import { pricedResources } from '../priced.ts';
import type { Recording } from '../recorded.ts';
import { errorsOf } from '../whole.ts';
import { type Changes, changesBetween } from './changes.ts';
import { withDigests } from './digests.ts';
import type { Saved } from './saved.ts';

/** All that is known of a deployment before it happens. */
export interface Preview {
  /** With made-up ids and ARNs, so that policies built from them can be read. */
  readonly recording: Recording;
  /** What went wrong while the program ran, also with nothing known as in the preview of a new stack. */
  readonly errors: readonly string[];
  /** Undefined where the program didn't run to its end: what it would register is not known. */
  readonly result?: Result | undefined;
}

export interface Result {
  readonly policies: PolicyReport;
  readonly cost: Estimate;
  /** Compared with another recording. */
  readonly against?: { readonly changes: Changes; readonly cost: Estimate } | undefined;
}

export interface PreviewOptions {
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  readonly stack: string;
  /** Folder of the policy pack. */
  readonly pack: string;
  readonly against?: Saved | undefined;
}

/** Runs the program twice at once: with outputs unknown, as in a preview, and made up, so that more can be checked. */
export async function preview({ root, stack, pack, against }: PreviewOptions): Promise<Preview> {
  const [unknown, known] = await Promise.all([
    record({ root, stack, outputs: 'unknown' }),
    record({ root, stack, outputs: 'invented' }),
  ]);
  const errors = [...new Set([...errorsOf(known), ...errorsOf(unknown)])];
  const recording = withDigests(known, root);
  if (errors.length > 0) return { recording, errors };
  const policies = await checkPolicies(pack, recording.resources);
  const result = {
    policies,
    cost: estimate(pricedResources(recording)),
    against: against && {
      changes: changesBetween(against, recording),
      cost: estimate(pricedResources(against)),
    },
  };
  return { recording, errors, result };
}

/** Whether a deployment would be refused. */
export const isRefused = ({ errors, result }: Preview): boolean =>
  errors.length > 0 || (result?.policies.violations.some(({ level }) => level === 'mandatory') ?? true);
