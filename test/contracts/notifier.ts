import { describe, expect, test } from '@jest/globals';
import type { Notification, Notifier } from '../../core/ports/notifier.ts';

export interface NotifierFixture {
  readonly name: string;
  open(): Notifier;
  /** All that arrived so far, each with whatever of it the receiver reads. */
  arrived(): readonly string[];
}

/** What every notifier keeps: rules N1 to N3. */
export function notifierContract(fixture: NotifierFixture): void {
  describe(`notifier: ${fixture.name}`, () => {
    const notification = (more: Partial<Notification> = {}): Notification => ({
      subject: 'Costs are high',
      text: 'line 1\nline 2: $500.00',
      severity: 'warning',
      ...more,
    });

    test('N1 what it resolves for has arrived: subject, text and severity', async () => {
      await fixture.open().notify(notification());
      const last = fixture.arrived().at(-1)!;
      for (const part of ['Costs are high', 'line 2: $500.00', 'warning']) expect(last).toContain(part);
    });

    test.each([
      ['line breaks and signs of control in the subject', { subject: 'a\nb\u001b[31m\r\u0000c' }],
      ['a subject that is empty', { subject: '' }],
      ['a subject without a letter of ASCII', { subject: '費用が高い 🚚' }],
      ['a long subject', { subject: 'x'.repeat(5_000) }],
      ['a text that is empty', { text: '' }],
      ['a text of many bytes', { text: '🚚 ünï '.repeat(60_000) }],
      ['marks of a chat', { text: '<!channel> *bold* & `code`' }],
    ])('N2 takes %s', async (_, more) => {
      const before = fixture.arrived().length;
      await fixture.open().notify(notification(more));
      expect(fixture.arrived().length - before).toBe(1);
    });

    test('N3 many at once each arrive', async () => {
      const before = fixture.arrived().length;
      const notifier = fixture.open();
      await Promise.all(
        Array.from({ length: 20 }, (_, index) => notifier.notify(notification({ text: `n${index}.` }))),
      );
      const since = fixture.arrived().slice(before);
      for (let index = 0; index < 20; index += 1) {
        expect(since.filter(text => text.includes(`n${index}.`))).toHaveLength(1);
      }
    });
  });
}
