import type { DocumentState } from './document.ts';

const megabytes = (bytes: number): string => `${Math.round((bytes / (1024 * 1024)) * 10) / 10} MB`;
const count = (value: number): string => value.toLocaleString('en-US');

/** Errors of documents, their texts and their curation. */
export const knowledgeMessages = {
  'knowledge.unknown': (_: Record<string, never>) => 'There is no such document.',
  'knowledge.not_kept': (_: Record<string, never>) =>
    'Documents are not kept on this installation: it was given no place for them.',
  'knowledge.full': (d: { documents: number; characters: number }) =>
    `There is no room for it: ${count(d.documents)} documents with ${count(d.characters)} characters of text can be kept and searched. Remove some that are not needed; each makes room 30 days later.`,
  'knowledge.forbidden': (d: { action: string }) =>
    `Your role does not allow you to ${d.action}. It takes the role editor; ask an administrator.`,
  'knowledge.not_yours': (_: Record<string, never>) =>
    'The document is somebody else’s: who added it can remove it, and an administrator.',
  'knowledge.empty': (d: { name: string }) => `${d.name} is empty. Choose the file again once it has something in it.`,
  'knowledge.too_large': (d: { limit: number }) =>
    `A file may have ${megabytes(d.limit)} at most. Part it, or leave pictures out, and add it again.`,
  'knowledge.name_invalid': (d: { reason: string }) => `The name of the file can't be used: ${d.reason}`,
  'knowledge.title_invalid': (d: { reason: string }) => `The title can't be used: ${d.reason}`,
  'knowledge.audience_invalid': (d: { persona: string; known: readonly string[] }) =>
    `You can't give a document to ${d.persona}. Possible: ${[...d.known, '* (everybody)'].join(', ')}.`,
  'knowledge.format_unknown': (d: { name: string; found: string }) =>
    `${d.name} is ${d.found}. Documents are text, Markdown, PDF or DOCX: save it as one of these and add it again.`,
  'knowledge.encoding_unknown': (d: { name: string }) =>
    `${d.name} is text in an unknown encoding. Save it as UTF-8 and add it again.`,
  'knowledge.password': (d: { name: string }) =>
    `${d.name} is protected by a password. Save a copy without the password and add that.`,
  'knowledge.damaged': (d: { name: string; reason: string }) =>
    `${d.name} can't be read: ${d.reason} Open it, save it anew and add it again.`,
  'knowledge.no_text': (d: { name: string; pages: number }) =>
    d.pages > 0
      ? `${d.name} has ${d.pages} page${d.pages === 1 ? '' : 's'} and no text: it seems to be scanned. Run text recognition (OCR) over it and add the result.`
      : `${d.name} has no text in it, so nothing of it could be found. Add a file with text.`,
  'knowledge.too_long': (d: { name: string; limit: number }) =>
    `${d.name} has more than ${count(d.limit)} characters of text. Part it and add the parts.`,
  'knowledge.too_many_pages': (d: { name: string; pages: number; limit: number }) =>
    `${d.name} has ${count(d.pages)} pages; ${count(d.limit)} are possible. Part it and add the parts.`,
  'knowledge.expands': (d: { name: string; limit: number }) =>
    `${d.name} unpacks to more than ${megabytes(d.limit)}, far more than a document does, and was not opened further. Save it anew without embedded files.`,
  'knowledge.too_slow': (d: { name: string; seconds: number }) =>
    `Reading ${d.name} took longer than ${d.seconds} s and was stopped. Save it anew in a simpler form, or part it.`,
  'knowledge.too_hungry': (d: { name: string; limit: number }) =>
    `Reading ${d.name} took more than ${megabytes(d.limit)} of memory and was stopped. Save it anew in a simpler form, or part it.`,
  'knowledge.busy': (d: { seconds: number }) =>
    `Many documents are being read at the moment. Try again in ${d.seconds} s.`,
  'knowledge.duplicate': (d: { id: string; title: string; by: string }) =>
    `This very file is there already: “${d.title}”, added by ${d.by}.`,
  'knowledge.move_not_allowed': (d: { from: DocumentState; to: DocumentState; allowed: readonly DocumentState[] }) =>
    `From ${stateWords(d.from)} a document can't become ${stateWords(d.to)}. Possible: ${d.allowed.map(stateWords).join(', ')}.`,
  'knowledge.note_missing': (_: Record<string, never>) =>
    'Say in a note why it is rejected: who added it will want to know.',
  'knowledge.conflict': (d: { by: string; state: DocumentState; version: number }) =>
    `The document was changed meanwhile: ${d.by} brought it to ${stateWords(d.state)}. Look at it again.`,
  'knowledge.not_removed': (_: Record<string, never>) =>
    'The document was not removed: there is nothing to bring back.',
  'knowledge.original_missing': (_: Record<string, never>) =>
    'The original file is not there any more; its text is. Add the file again if it is needed.',
} as const;

function stateWords(state: DocumentState): string {
  return state.replace('_', ' ');
}
