/** What a file is by its first bytes; its name is asked only between formats of plain text. */
export type Detected =
  | { readonly kind: 'pdf' | 'zip' | 'text' | 'markdown' }
  /** A container that holds a document of Office under a password. */
  | { readonly kind: 'locked' }
  | { readonly kind: 'other'; readonly found: string };

/** Signatures of what people take for documents. */
const signatures: readonly (readonly [string, string])[] = [
  ['89504e47', 'a PNG picture'],
  ['ffd8ff', 'a JPEG picture'],
  ['47494638', 'a GIF picture'],
  ['49492a00', 'a TIFF picture'],
  ['4d4d002a', 'a TIFF picture'],
  ['52494646', 'a picture, a sound or a film'],
  ['1f8b', 'a gzip archive'],
  ['377abcaf', 'a 7z archive'],
  ['52617221', 'a RAR archive'],
  ['7f454c46', 'a program'],
  ['4d5a', 'a program'],
  ['7b5c727466', 'an RTF document'],
];

const compound = 'd0cf11e0a1b11ae1';

/** How far into a file the mark of a PDF may stand. */
const pdfWindow = 1024;

export function detect(name: string, bytes: Uint8Array): Detected {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer.subarray(0, 16).toString('hex');
  if (buffer.subarray(0, pdfWindow).includes('%PDF-')) return { kind: 'pdf' };
  if (start.startsWith('504b0304') || start.startsWith('504b0506')) return { kind: 'zip' };
  if (start.startsWith(compound)) {
    const isLocked = buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    return isLocked ? { kind: 'locked' } : { kind: 'other', found: 'a file of an old version of Office' };
  }
  const known = signatures.find(([signature]) => start.startsWith(signature));
  if (known && isBinary(buffer)) return { kind: 'other', found: known[1] };
  if (start.startsWith('7b5c727466')) return { kind: 'other', found: 'an RTF document' };
  return { kind: /\.(md|markdown|mdown)$/i.test(name) ? 'markdown' : 'text' };
}

/** Two letters may begin a text as well; a picture or a program soon shows bytes that no text has. */
const isBinary = (buffer: Buffer): boolean => {
  const head = buffer.subarray(0, 4096);
  return head.some(byte => byte < 9 || (byte > 13 && byte < 27)) || !isUtf8Start(head);
};

const isUtf8Start = (head: Buffer): boolean => !new TextDecoder().decode(head, { stream: true }).includes('\uFFFD');
