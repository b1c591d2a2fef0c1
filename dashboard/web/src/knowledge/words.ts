import { formatBytes, formatCount } from '../format.ts';
import type { DocumentReply, DocumentState, HistoryLine } from './knowledge-api.ts';

/** How states are called, and what bringing a document there is called. */
export const STATE_WORDS: Readonly<Record<DocumentState, string>> = {
  new: 'New',
  in_review: 'In review',
  curated: 'Curated',
  outdated: 'Outdated',
  rejected: 'Rejected',
};

export const STATES = Object.keys(STATE_WORDS) as readonly DocumentState[];

interface MoveWords {
  readonly label: string;
  /** The key that does it in a list. */
  readonly key: string;
}

export const MOVE_WORDS: Readonly<Record<DocumentState, MoveWords>> = {
  in_review: { label: 'Review', key: 'r' },
  curated: { label: 'Curate', key: 'c' },
  outdated: { label: 'Mark outdated', key: 'o' },
  rejected: { label: 'Reject', key: 'x' },
  new: { label: 'Put back', key: 'n' },
};

const FORMAT_WORDS = { text: 'Text', markdown: 'Markdown', pdf: 'PDF', docx: 'DOCX' } as const;

/** What kind of file it is, and how large. */
export function measureText({ format, pages, bytes }: DocumentReply): string {
  const size = pages === null ? formatBytes(bytes) : `${formatCount(pages)} ${pages === 1 ? 'page' : 'pages'}`;
  return `${FORMAT_WORDS[format]}, ${size}`;
}

/** One line of a history as a sentence without its subject. */
export function historyText({ what, from, to }: HistoryLine): string {
  if (what === 'added') return 'added it';
  if (what === 'removed') return 'removed it';
  if (what === 'restored') return 'brought it back';
  return `moved it from ${STATE_WORDS[from].toLowerCase()} to ${STATE_WORDS[to].toLowerCase()}`;
}

/** What was done, for the line that offers to undo it. */
export const movedText = ({ title }: DocumentReply, to: DocumentState): string =>
  `“${title.length > 48 ? `${title.slice(0, 47)}…` : title}” is ${to === 'new' ? 'new again' : STATE_WORDS[to].toLowerCase()}`;
