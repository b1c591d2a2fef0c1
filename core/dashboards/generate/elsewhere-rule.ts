import type { Rule } from './rule.ts';

/** What people ask of a dashboard that is no change of it, and where it is done. */
const places: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:undo|redo|revert|go back|take (?:it|that) back)\b/i,
    'What was changed is taken back with undo, or in the history of the dashboard.',
  ],
  [
    /^(?:e-?mail|mail|send|schedule|slack|post)\b/i,
    'Dashboards are sent by reports: “Reports” in the menu of the dashboard.',
  ],
  [/^(?:share|publish|embed|invite)\b/i, 'Dashboards are shared by links: “Share” in the menu of the dashboard.'],
  [
    /^(?:alert|notify|warn|tell|message|ping) (?:me|us|everybody|everyone|the team)\b/i,
    'Numbers are watched by alerts: “Alerts” in the menu of the dashboard.',
  ],
  [/^(?:export|download|print)\b/i, 'Dashboards are printed and exported from their menu, tiles from theirs.'],
];

export const elsewhere: Rule = (work, words) => {
  const reason = places.find(([pattern]) => pattern.test(words))?.[1];
  if (reason === undefined) return false;
  work.refuse(words, reason, [], true);
  return true;
};
