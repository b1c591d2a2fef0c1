import { formatInstant } from '../format.ts';
import type { AlertEvent } from './alerts-api.ts';

const states: Readonly<Record<string, string>> = {
  new: 'not checked',
  ok: 'OK',
  pending: 'pending',
  firing: 'firing',
  error: 'not checkable',
};
const word = (state = ''): string => states[state] ?? state;

/** What happened to an alert, in words. */
export function eventWords(event: AlertEvent): string {
  switch (event.kind) {
    case 'created':
      return `Made by ${event.by}`;
    case 'changed':
      return `Changed by ${event.by}`;
    case 'muted':
      return `Muted by ${event.by} until ${formatInstant(event.until ?? '')} UTC`;
    case 'unmuted':
      return `Not muted any more, by ${event.by}`;
    case 'told':
      return event.what === 'reminder' ? `Reminded: ${word(event.state)}` : `Told: ${word(event.state)}`;
    case 'telling_failed':
      return `Could not tell: ${event.reason}`;
    case 'state': {
      const value = event.value_text ? ` at ${event.value_text}` : '';
      return `From ${word(event.from)} to ${word(event.to)}${value}${event.error ? `. ${event.error.message}` : ''}`;
    }
  }
}
