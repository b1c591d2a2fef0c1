import { SpendBudget } from 'sophia/components';

const budget = new SpendBudget('budget', {
  monthlyDollars: 300,
  alertPercents: [50, 80, 100],
  emails: ['owner@example.com'],
});

export const budgetName = budget.budgetName;
