import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { checkArguments, defined, faultsOf } from './internal/arguments.ts';

export interface SpendBudgetArgs {
  /** Dollars a month. Default 500. */
  readonly monthlyDollars?: number | undefined;
  /** Percent of it at which is told what was spent. Default 50, 80 and 100. */
  readonly alertPercents?: readonly number[] | undefined;
  /** Percent of it that the month's forecast may reach before it is told. Default 100. */
  readonly forecastPercent?: number | undefined;
  /** Who is told, by e-mail. Give this or a topic. Default nobody. */
  readonly emails?: readonly string[] | undefined;
  /** Topic that is told; its policy must allow budgets.amazonaws.com. Default none. */
  readonly topicArn?: pulumi.Input<string> | undefined;
  /** Only what has these tags counts, which must be active for costs in the account. Default everything in it. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** AWS Compute Optimizer advises which functions and tasks are too large or too small; for the whole account. Default false. */
  readonly rightSizing?: boolean | undefined;
}

const defaults = {
  monthlyDollars: 500,
  alertPercents: [50, 80, 100] as readonly number[],
  forecastPercent: 100,
  rightSizing: false,
};

const percent = v.pipe(
  v.number('it is no number | Give a percentage from 1 to 1000.'),
  v.minValue(1, 'it is below 1 % | Give a percentage from 1 to 1000.'),
  v.maxValue(1_000, 'it is above 1000 % | Give a percentage from 1 to 1000.'),
);
const schema = v.object({
  monthlyDollars: v.pipe(
    v.number('it is no number | Give dollars a month.'),
    v.minValue(1, 'it is less than a dollar | Give dollars a month, such as 500.'),
  ),
  alertPercents: v.pipe(
    v.array(percent),
    v.minLength(1, 'there are none | Give one to four percentages.'),
    v.maxLength(4, 'AWS takes five alerts a budget, and the forecast is one | Give four at most.'),
  ),
  forecastPercent: percent,
  emails: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.email('it is no e-mail address | Write it as name@example.com.'))),
      v.maxLength(10, 'AWS takes ten at most | Use a topic, or a list of the mail server.'),
    ),
  ),
});

/**
 * A budget of the month with alerts on what was spent and on what will be, and advice on sizes.
 *
 * **Cost**: nothing: alerts are free, and so is advice on the last two weeks. (aws.amazon.com/aws-cost-management/aws-budgets/pricing, November 2026)
 */
export class SpendBudget extends pulumi.ComponentResource {
  readonly budgetName: pulumi.Output<string>;

  /** @throws RunError that lists all wrong arguments; nothing is registered */
  constructor(name: string, given: SpendBudgetArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...defaults, ...defined(given) };
    const untold = !args.emails?.length && args.topicArn === undefined;
    checkArguments('SpendBudget', name, [
      ...faultsOf(schema, args),
      ...(untold
        ? [{ path: 'emails', reason: 'nobody would be told', mend: 'Give emails, or the ARN of a topic.' }]
        : []),
    ]);
    super('sophia:operations:SpendBudget', name, {}, opts);
    const told = {
      subscriberEmailAddresses: args.emails && [...args.emails],
      subscriberSnsTopicArns: args.topicArn === undefined ? undefined : [args.topicArn],
    };
    const alert = (threshold: number, notificationType: 'ACTUAL' | 'FORECASTED') => ({
      comparisonOperator: 'GREATER_THAN',
      threshold,
      thresholdType: 'PERCENTAGE',
      notificationType,
      ...told,
    });
    const tags = Object.entries(args.tags ?? {});
    const budget = new aws.budgets.Budget(
      `${name}-budget`,
      {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        limitAmount: String(args.monthlyDollars),
        limitUnit: 'USD',
        costFilters:
          tags.length > 0
            ? [{ name: 'TagKeyValue', values: tags.map(([key, value]) => `user:${key}$${value}`) }]
            : undefined,
        notifications: [
          ...args.alertPercents.map(some => alert(some, 'ACTUAL')),
          alert(args.forecastPercent, 'FORECASTED'),
        ],
      },
      { parent: this },
    );
    if (args.rightSizing) {
      new aws.computeoptimizer.EnrollmentStatus(
        `${name}-right-sizing`,
        { status: 'Active' },
        // It is the account's: other stacks go on being advised when this one is gone.
        { parent: this, retainOnDelete: true },
      );
    }
    this.budgetName = budget.name;
    this.registerOutputs({ budgetName: this.budgetName });
  }
}
