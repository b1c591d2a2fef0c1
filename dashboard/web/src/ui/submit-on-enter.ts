import type { KeyboardEvent } from 'react';

/** Enter in a field of several lines sends its form; with Shift it begins a line, and while a word is composed it ends that. */
export function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
