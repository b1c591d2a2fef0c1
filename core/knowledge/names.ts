import { SophiaError } from '../errors.ts';
import { limits } from './limits.ts';

/** Control characters, private use, and marks that turn the direction of writing: a name could pass for another one. */
const unseen = /[\p{Cc}\p{Co}\p{Cn}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

const oneLine = (text: string): string =>
  text.toWellFormed().normalize('NFC').replace(unseen, ' ').replace(/\s+/g, ' ').trim();

/** The name of a file without its folders. @throws knowledge.name_invalid */
export function fileNameOf(given: string): string {
  const name = oneLine(given.split(/[/\\]/).at(-1) ?? '');
  if (name === '' || /^\.+$/.test(name)) {
    throw new SophiaError('knowledge.name_invalid', ['name'], { reason: 'it is empty. Give the name of the file.' });
  }
  if (name.length > limits.name) {
    const reason = `it has more than ${limits.name} characters. Give the file a shorter one.`;
    throw new SophiaError('knowledge.name_invalid', ['name'], { reason });
  }
  return name;
}

/** What a file says of itself that is no title: where it lay, the program that wrote it. */
const noTitle = /^(untitled|document\d*|title|microsoft word - .*|.*\.(docx?|pdf|txt|md|rtf|odt|indd|dvi|tex))$/i;

/**
 * The title of a document: the one that was given, else what the file says, else its name.
 *
 * @throws knowledge.title_invalid when the given one is too long
 */
export function titleOf(given: string | undefined, ofFile: string | undefined, fileName: string): string {
  const wanted = oneLine(given ?? '');
  if (wanted.length > limits.title) {
    const reason = `it has more than ${limits.title} characters. Give a shorter one.`;
    throw new SophiaError('knowledge.title_invalid', ['title'], { reason });
  }
  if (wanted !== '') return wanted;
  const own = oneLine(ofFile ?? '');
  if (own.length >= 3 && own.length <= limits.title && !noTitle.test(own)) return own;
  return fileName.replace(/(?<=.)\.[a-z0-9]{1,9}$/i, '');
}
