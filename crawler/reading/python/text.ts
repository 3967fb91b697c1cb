/** Python's string literals and docstrings. */

const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
};

/** Prefix and content of a string literal as written. */
export function unquote(literal: string): { prefix: string; content: string } {
  const prefix = /^[a-z]*/i.exec(literal)?.[0].toLowerCase() ?? '';
  const quoted = literal.slice(prefix.length);
  const quote = /^(?:"""|'''|"|')/.exec(quoted)?.[0] ?? '';
  const end = quote !== '' && quoted.length >= 2 * quote.length && quoted.endsWith(quote) ? -quote.length : undefined;
  return { prefix, content: quoted.slice(quote.length, end) };
}

/** https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences */
export function unescape(content: string, prefix: string): string {
  const lines = content.replace(/\r\n?/g, '\n');
  if (prefix.includes('r')) return lines;
  return lines.replace(/\\(?:N\{[^}]*\}|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[0-7]{1,3}|[\s\S])/gi, (escape) => {
    const kind = escape.charAt(1);
    if ((kind === 'x' || kind === 'u' || kind === 'U') && escape.length > 2) {
      const code = Number.parseInt(escape.slice(2), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
    }
    if (/^[0-7]{2,3}$/.test(escape.slice(1))) return String.fromCharCode(Number.parseInt(escape.slice(1), 8));
    return ESCAPES[kind] ?? escape;
  });
}

/** A docstring without its indentation: https://docs.python.org/3/library/inspect.html#inspect.cleandoc */
export function cleanDoc(doc: string): string {
  const lines = doc.replaceAll('\t', '        ').split('\n');
  const rest = lines.slice(1).filter((line) => line.trim() !== '');
  const margin = rest.length === 0 ? 0 : Math.min(...rest.map((line) => line.length - line.trimStart().length));
  const clean = [(lines[0] ?? '').trimStart(), ...lines.slice(1).map((line) => line.slice(margin))];
  while (clean.length > 0 && clean.at(-1)?.trim() === '') clean.pop();
  while (clean.length > 0 && clean[0]?.trim() === '') clean.shift();
  return clean.map((line) => line.trimEnd()).join('\n');
}
