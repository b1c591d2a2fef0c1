import { SophiaError } from '../../core/errors.ts';

/** Control characters that texts have: tab, line feed, form feed, carriage return, escape. */
const usual = new Set([9, 10, 12, 13, 27]);

/** Of the characters, at most this share may be other control characters. */
const mostControls = 0.001;

/**
 * The text of bytes: UTF-8, or UTF-16 where a byte order mark says so.
 *
 * @throws knowledge.format_unknown when it is no text, knowledge.encoding_unknown when it is one in another encoding
 */
export function plainText(name: string, bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8' && bytes.includes(0)) throw noText(name);
  const text = decoded(name, encoding, bytes);
  let controls = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 32 && !usual.has(code)) controls += 1;
  }
  if (controls > 2 + text.length * mostControls) throw noText(name);
  return text.replaceAll('\f', '\n');
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

function decoded(name: string, encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SophiaError('knowledge.encoding_unknown', [], { name }, { cause });
  }
}

const noText = (name: string) =>
  new SophiaError('knowledge.format_unknown', [], { name, found: 'a file of bytes that are no text' });
