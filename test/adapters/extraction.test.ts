import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { readDocx } from '../../adapters/extraction/docx.ts';
import { createTextExtractor } from '../../adapters/extraction/extractor.ts';
import type { ExtractionLimits } from '../../adapters/extraction/limits.ts';
import { readMarkdown } from '../../adapters/extraction/markdown.ts';
import { type Outcome, Unreadable } from '../../adapters/extraction/outcome.ts';
import { readPdf } from '../../adapters/extraction/pdf.ts';
import { docx, paragraph, pdf } from '../support/documents.ts';
import { codeOf } from '../support/errors.ts';

const limits: ExtractionLimits = {
  milliseconds: 60_000,
  memory: 1e9,
  unpacked: 1_000_000,
  entries: 20,
  pages: 5,
  characters: 100,
};
const bytesOf = (text: string) => new TextEncoder().encode(text);
const outcomeOf = (work: Promise<Outcome>): Promise<Outcome> =>
  work.catch((error: unknown) => {
    if (error instanceof Unreadable) return error.fault;
    throw error;
  });
const docxOf = (bytes: Uint8Array) => outcomeOf(readDocx(Buffer.from(bytes), limits));
const pdfOf = (bytes: Uint8Array) => outcomeOf(readPdf(bytes, limits));
const text = { kind: 'text' };
const fault = (code: string) => ({ kind: 'fault', code });

describe('DOCX', () => {
  test('paragraphs, tabs, breaks, tables, notes and entities; not formats, deleted text and fallbacks', async () => {
    const body = [
      '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>One</w:t><w:tab/><w:t>two &amp; &#228;</w:t><w:br/><w:t>three</w:t></w:r></w:p>',
      '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
      '<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:instrText>PAGE</w:instrText></w:p>',
      '<mc:AlternateContent><mc:Choice><w:t>shown</w:t></mc:Choice><mc:Fallback><w:t>hidden</w:t></mc:Fallback></mc:AlternateContent>',
    ].join('');
    const parts = {
      'word/footnotes.xml': `<w:footnotes>${paragraph('A note')}</w:footnotes>`,
      'docProps/core.xml': '<cp:coreProperties><dc:title>The &lt;title&gt;</dc:title></cp:coreProperties>',
    };
    expect(await docxOf(docx(body, parts))).toEqual({
      ...{ kind: 'text', title: 'The <title>' },
      text: 'One\ttwo & ä\nthree\nA\n\tB\n\t\nnew\nshownA note\n',
    });
  });

  test('an entity bomb is not expanded', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>`;
    const parts = { 'word/document.xml': `${bomb}<w:document>${paragraph('&b;&c; words')}</w:document>` };
    expect(await docxOf(docx('', parts))).toEqual({ kind: 'text', text: '&b;&c; words\n' });
  });

  /** Sets the size that an archive declares of its part, in its directory and at the part itself. */
  function lyingAbout(bytes: Uint8Array, name: string, size: number): Uint8Array {
    const archive = Buffer.from(bytes);
    for (const [signature, sizeAt, nameAt] of [
      ['PK\x01\x02', 24, 46],
      ['PK\x03\x04', 22, 30],
    ] as const) {
      for (let at = archive.indexOf(signature); at >= 0; at = archive.indexOf(signature, at + 4)) {
        if (archive.toString('latin1', at + nameAt, at + nameAt + name.length) === name) {
          archive.writeUInt32LE(size, at + sizeAt);
        }
      }
    }
    return archive;
  }
  const zeros = '\0'.repeat(2_000_000);
  const entries = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`word/${index}.xml`, '']));
  const plain = docx(paragraph('words'));

  test.each([
    ['declares more than a document holds', docx('', { 'word/media/x.bmp': zeros }), 'expands'],
    ['holds more than it declares', lyingAbout(docx(zeros), 'word/document.xml', 500), 'damaged'],
    ['has very many parts', docx(paragraph('words'), entries), 'expands'],
    ['is cut off', plain.slice(0, -30), 'damaged'],
    ['has a text that breaks off', docx('', { 'word/document.xml': '<w:document><w:p><w:t>wor' }), 'damaged'],
    ['has more text than is kept', docx(paragraph('x'.repeat(101))), 'too_long'],
    ['is a workbook', docx('', { 'xl/workbook.xml': '' }, 'application/x'), 'format_unknown'],
    ['has macros', docx('', {}, 'application/vnd.ms-word.document.macroEnabled.main+xml'), 'format_unknown'],
  ])('one that %s is refused', async (_, bytes, code) => {
    expect(await docxOf(bytes)).toMatchObject(fault(code));
  });

  test('parts under a password, and the whole under one', async () => {
    const locked = Buffer.from(plain);
    for (let at = locked.indexOf('PK\x01\x02'); at >= 0; at = locked.indexOf('PK\x01\x02', at + 4)) locked[at + 8] = 1;
    expect(await docxOf(locked)).toMatchObject(fault('password'));
    const container = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    const { extract } = createTextExtractor();
    expect(await codeOf(extract({ name: 'a.docx', bytes: container }))).toBe('knowledge.password');
    expect(await codeOf(extract({ name: 'a.doc', bytes: container.subarray(0, 600) }))).toBe(
      'knowledge.format_unknown',
    );
  });
});

describe('PDF', () => {
  test('text by pages, and its title', async () => {
    expect(await pdfOf(pdf(['First (page)', '', 'Third'], { title: 'Handbook' }))).toEqual({
      ...{ kind: 'text', pages: 3, title: 'Handbook' },
      text: 'First (page)\f\fThird',
    });
    expect(await pdfOf(pdf(['', '']))).toMatchObject({ ...text, pages: 2, text: '\f' });
  });

  test.each([
    ['is under a password', pdf(['x'], protectedBy(6)), 'password'],
    ['is only called one', bytesOf('%PDF-1.7\nnothing of it'), 'damaged'],
    ['has very many pages', pdf(Array.from({ length: 6 }, String)), 'too_many_pages'],
    ['has more text than is kept', pdf(['x'.repeat(60), 'x'.repeat(60)]), 'too_long'],
  ])('one that %s is refused', async (_, bytes, code) => {
    expect(await pdfOf(bytes)).toMatchObject(fault(code));
  });

  /** The standard handler with a check value that the empty password does not give. */
  function protectedBy(number: number) {
    const key = `<${'41'.repeat(32)}>`;
    return {
      extra: ['null', `<< /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >>`].slice(1),
      trailer: `/Encrypt ${number + 1} 0 R /ID [<41414141414141414141414141414141> <41414141414141414141414141414141>]`,
    };
  }
});

describe('Markdown and text', () => {
  test('words without signs; HTML stays text', () => {
    const source =
      '---\nx: y\n---\n# The *title*\n\nA [link](http://x) and `code` & <b>bold</b>\n\n- one\n- two\n\n|a|b|\n|-|-|\n|1|2|\n';
    const read = readMarkdown(source);
    expect(read).toMatchObject({ kind: 'text', title: 'The title' });
    const words = 'text' in read ? read.text : '';
    expect(words).toContain('A link and code & <b>bold</b>');
    expect(words).toContain('• one\n• two');
    expect(words).toContain('a\tb\n1\t2');
    expect(words).not.toContain('http');
  });

  const { extract } = createTextExtractor();
  const read = (name: string, bytes: Uint8Array) => extract({ name, bytes });
  test.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFä word')],
    ['UTF-16, little end first', Buffer.from('\uFEFFä word', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\uFEFFä word', 'utf16le').swap16()],
  ])('%s', async (_, bytes) => {
    expect(await read('a.pdf', bytes)).toEqual({ format: 'text', text: 'ä word' });
  });
  test.each([
    ['Latin-1', Buffer.from('café', 'latin1'), 'encoding_unknown'],
    ['bytes', Buffer.from([1, 2, 3, 4, 5]), 'format_unknown'],
    ['zeros', Buffer.from('a\0b'), 'format_unknown'],
    ['half a character', Buffer.from([0x61, 0xc3]), 'encoding_unknown'],
    ['an RTF document', Buffer.from('{\\rtf1 words}'), 'format_unknown'],
  ])('%s is refused', async (_, bytes, code) => {
    expect(await codeOf(read('a.txt', bytes))).toBe(`knowledge.${code}`);
  });
});

describe('a process of its own', () => {
  test('ends when it takes too long, and when it takes too much memory; the next file is read', async () => {
    const file = { name: 'a.pdf', bytes: pdf(['words']) };
    const bomb = deflateSync(Buffer.alloc(150_000_000, ' '), { level: 1 }).toString('latin1');
    const stream = `<< /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n${bomb}\nendstream`;
    const expanding = pdf([''], { extra: [stream] });
    // The page's content is the bomb: object 7 in place of 5.
    const hungry = Buffer.from(
      Buffer.from(expanding).toString('latin1').replace('/Contents 5 0 R', '/Contents 7 0 R'),
      'latin1',
    );
    const [slow, fat, whole] = await Promise.all([
      codeOf(createTextExtractor({ milliseconds: 1 }).extract(file)),
      codeOf(createTextExtractor({ memory: 200_000_000 }).extract({ name: 'b.pdf', bytes: hungry })),
      createTextExtractor().extract(file),
    ]);
    expect([slow, fat]).toEqual(['knowledge.too_slow', 'knowledge.too_hungry']);
    expect(whole).toMatchObject({ format: 'pdf', text: 'words', pages: 1 });
  });

  test('what no reader expects is a damaged file', async () => {
    const nested = bytesOf('>'.repeat(20_000));
    expect(await codeOf(createTextExtractor().extract({ name: 'a.md', bytes: nested }))).toBe('knowledge.damaged');
  });
});
