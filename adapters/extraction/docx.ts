import { Parser } from 'htmlparser2';
import { type Archive, openArchive } from './archive.ts';
import type { ExtractionLimits } from './limits.ts';
import { damaged, type Outcome, Unreadable } from './outcome.ts';

const documentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** What kind of archive it is otherwise, by a part that is in it. */
const others: readonly (readonly [string, string])[] = [
  ['xl/workbook.xml', 'an Excel workbook'],
  ['ppt/presentation.xml', 'a PowerPoint presentation'],
  ['content.xml', 'an OpenDocument file'],
  ['META-INF/container.xml', 'an e-book'],
];

/** The text of a DOCX file: its body, then foot- and endnotes. Deleted text of tracked changes is left out. */
export async function readDocx(bytes: Buffer, limits: ExtractionLimits): Promise<Outcome> {
  const archive = await openArchive(bytes, limits);
  const types = await archive.read('[Content_Types].xml');
  const body = 'word/document.xml';
  if (types === undefined || !archive.has(body) || !types.includes(documentType)) throw notDocx(archive, types);
  let text = '';
  for (const part of [body, 'word/footnotes.xml', 'word/endnotes.xml']) {
    const xml = await archive.read(part);
    if (xml === undefined) continue;
    text += textOf(xml, limits.characters - text.length);
  }
  const title = titleIn(await archive.read('docProps/core.xml'));
  return { kind: 'text', text, ...(title !== undefined && { title }) };
}

function notDocx(archive: Archive, types: string | undefined): Unreadable {
  const isMacro = types?.includes('macroEnabled');
  const known = others.find(([part]) => archive.has(part))?.[1];
  const found = isMacro ? 'a document with macros' : (known ?? 'an archive');
  return new Unreadable({ kind: 'fault', code: 'format_unknown', found });
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** What stands for an element in the text, at its beginning or its end. */
const atBeginning: Readonly<Record<string, string>> = { tab: '\t', br: '\n', cr: '\n', noBreakHyphen: '-' };
const atEnd: Readonly<Record<string, string>> = { p: '\n', tc: '\t', tr: '\n' };
/** Elements without text for readers: formats, and what older programs show in place of something. */
const skipped = new Set(['pPr', 'rPr', 'sectPr', 'Fallback', 'tblPr']);

/** @throws Unreadable too_long, damaged */
function textOf(xml: string, mostCharacters: number): string {
  const pieces: string[] = [];
  let length = 0;
  let inText = 0;
  let skipping = 0;
  const add = (piece: string | undefined) => {
    if (piece === undefined || skipping > 0) return;
    length += piece.length;
    if (length > mostCharacters) throw new Unreadable({ kind: 'fault', code: 'too_long' });
    pieces.push(piece);
  };
  const parser = new Parser(
    {
      onopentag(name) {
        const local = localName(name);
        if (skipped.has(local)) skipping += 1;
        if (local === 't') inText += 1;
        add(atBeginning[local]);
      },
      ontext(piece) {
        if (inText > 0) add(piece);
      },
      onclosetag(name) {
        const local = localName(name);
        if (local === 't') inText -= 1;
        add(atEnd[local]);
        if (skipped.has(local)) skipping -= 1;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  // The parser closes what the file left open: a file that is cut off would look whole.
  if (!/<\/[\w:]+>\s*$/.test(xml.slice(-200))) throw damaged('Its text breaks off.');
  return pieces.join('');
}

function titleIn(properties: string | undefined): string | undefined {
  if (properties === undefined) return undefined;
  let title = '';
  let inside = false;
  const parser = new Parser(
    {
      onopentag: name => {
        inside = name === 'dc:title';
      },
      ontext: piece => {
        if (inside && title.length < 1_000) title += piece;
      },
      onclosetag: () => {
        inside = false;
      },
    },
    { xmlMode: true },
  );
  parser.end(properties);
  return title.trim().slice(0, 1_000) || undefined;
}
