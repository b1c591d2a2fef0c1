/** The page's own fonts that a text is set in, as style rules that need nothing besides: a picture loads no files. */
export async function embeddedFonts(text: string): Promise<string> {
  const rules = [...document.styleSheets].flatMap(sheet => fontRules(sheet.cssRules, sheet.href ?? document.baseURI));
  const needed = rules.filter(({ rule }) => isUsed(rule.style.getPropertyValue('unicode-range'), text));
  return (await Promise.all(needed.map(embedded))).join('\n');
}

interface FontRule {
  readonly rule: CSSFontFaceRule;
  /** What its addresses are relative to. */
  readonly base: string;
}

function fontRules(rules: CSSRuleList, base: string): FontRule[] {
  return [...rules].flatMap(rule => {
    if (rule instanceof CSSFontFaceRule) return [{ rule, base }];
    return rule instanceof CSSGroupingRule ? fontRules(rule.cssRules, base) : [];
  });
}

/** Whether a range such as `U+0-FF, U+131` has a letter of the text; a font without one has all. */
function isUsed(ranges: string, text: string): boolean {
  if (ranges.trim() === '') return true;
  const codes = new Set([...text].map(letter => letter.codePointAt(0) ?? 0));
  return ranges.split(',').some(range => {
    const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
    const [from, to] = [
      Number.parseInt(first.replaceAll('?', '0'), 16),
      Number.parseInt(last.replaceAll('?', 'F'), 16),
    ];
    return [...codes].some(code => code >= from && code <= to);
  });
}

async function embedded({ rule, base }: FontRule): Promise<string> {
  const address = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
  if (address === undefined) return '';
  const response = await fetch(new URL(address, base));
  const bytes = new Uint8Array(await response.arrayBuffer());
  const data = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
  return rule.cssText.replace(/url\([^)]*\)/, `url(data:font/woff2;base64,${data})`);
}
