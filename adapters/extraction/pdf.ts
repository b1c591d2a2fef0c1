import { getDocumentProxy } from 'unpdf';
import type { ExtractionLimits } from './limits.ts';
import { damaged, type Outcome, Unreadable } from './outcome.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** The text of a PDF file, page by page, each ended by a form feed but the last. Nothing of it is drawn or run. */
export async function readPdf(bytes: Uint8Array, limits: ExtractionLimits): Promise<Outcome> {
  const pdf = await opened(bytes);
  const pages = pdf.numPages;
  if (pages > limits.pages) throw new Unreadable({ kind: 'fault', code: 'too_many_pages', pages });
  const texts: string[] = [];
  let characters = 0;
  for (let number = 1; number <= pages; number += 1) {
    const text = await pageText(pdf, number);
    characters += text.length;
    if (characters > limits.characters) throw new Unreadable({ kind: 'fault', code: 'too_long' });
    texts.push(text);
  }
  const title = await titleOf(pdf);
  return { kind: 'text', text: texts.join('\f'), pages, ...(title !== undefined && { title }) };
}

async function opened(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, {
      enableXfa: false,
      isEvalSupported: false,
      useSystemFonts: false,
      verbosity: 0,
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') throw new Unreadable({ kind: 'fault', code: 'password' });
    throw damaged('The PDF is damaged or not whole.');
  }
}

async function pageText(pdf: Pdf, number: number): Promise<string> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return items.map(item => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
  } catch {
    throw damaged(`Page ${number} of the PDF is damaged.`);
  }
}

/** What programs write into the title where nobody gave one. */
const noTitle = /^(about:blank|untitled.*|https?:\/\/\S*|file:\S*)?$/i;

async function titleOf(pdf: Pdf): Promise<string | undefined> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  const title = 'Title' in info ? info.Title : undefined;
  return typeof title === 'string' && !noTitle.test(title.trim()) ? title.slice(0, 1_000) : undefined;
}
