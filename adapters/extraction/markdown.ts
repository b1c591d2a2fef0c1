import { lexer, type Token } from 'marked';
import type { Outcome } from './outcome.ts';

/** The text of Markdown as a reader sees it, without its signs; HTML in it stays what it is: text. */
export function readMarkdown(source: string): Outcome {
  const tokens = lexer(withoutFrontMatter(source));
  const heading = tokens.find(token => token.type === 'heading' && token['depth'] === 1);
  const title = heading && inline(heading).trim();
  const text = tokens.map(block).join('\n');
  return { kind: 'text', text, ...(title ? { title: title.slice(0, 1_000) } : {}) };
}

const withoutFrontMatter = (source: string): string =>
  source.startsWith('---\n') ? source.slice(Math.max(0, source.indexOf('\n---\n', 4) + 5)) : source;

type Cell = Parameters<typeof inline>[0];

function block(token: Token): string {
  switch (token.type) {
    case 'space':
    case 'hr':
    case 'def':
      return '';
    case 'list':
      return `${(token['items'] as Token[]).map(item => `• ${block(item).trim()}`).join('\n')}\n`;
    case 'list_item':
    case 'blockquote':
      return (token.tokens ?? []).map(block).join('\n');
    case 'table': {
      const rows = [token['header'] as Cell[], ...(token['rows'] as Cell[][])];
      return `${rows.map(cells => cells.map(inline).join('\t')).join('\n')}\n`;
    }
    case 'code':
    case 'html':
      return `${token['text']}\n`;
    default:
      return `${inline(token)}\n`;
  }
}

/** The words of a line: of links their words, of pictures what they show. */
function inline(part: { readonly type?: string; readonly text?: string; readonly tokens?: Token[] }): string {
  if (part.type === 'br') return '\n';
  if (part.tokens !== undefined && part.tokens.length > 0) return part.tokens.map(inline).join('');
  return unescaped(part.text ?? '');
}

const named: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const unescaped = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39);/g, entity => named[entity]!);
