/** Parsing: text to syntax tree, within limits. */
import { type Program, parseSync } from 'oxc-parser';

/** Largest text that is parsed, in characters. The largest bundle among 94 well-known servers has 12 million. */
const MAX_SCRIPT = 16_000_000;

/** The syntax tree of a script, or why there is none. */
export function parseScript(file: string, text: string): { program: Program } | { problem: string } {
  if (text.length > MAX_SCRIPT) return { problem: `${file}: ${text.length} characters are too many to parse` };
  const lang = /\.[cm]?tsx$/.test(file) ? 'tsx' : /\.[cm]?ts$/.test(file) ? 'ts' : 'jsx';
  const parsed = parseSync(file, text, { lang, sourceType: 'unambiguous', preserveParens: false, astType: lang === 'jsx' ? 'js' : 'ts' });
  const error = parsed.errors.find((each) => each.severity === 'Error');
  const { program } = parsed;
  if (error && program.body.length === 0) return { problem: `${file}: ${error.message}` };
  return { program };
}
