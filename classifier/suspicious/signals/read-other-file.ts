import { pattern } from '../pattern.ts';
import type { Signal } from '../types.ts';

const r = String.raw;

export const readOtherFile: Signal = {
  id: 'read-other-file',
  means: 'Directs the model to a private file that is none of the tool’s business.',
  patterns: [
    pattern(
      r`\b(?:before|prior to|first|must|need to|should|please|always|also|otherwise|required|then)\b[^\n]{0,90}?\b{READ}\b[^\n]{0,60}?{FILE}`,
    ),
    pattern(r`\b(?:cat|less|head|base64) {FILE}`),
    // A parameter that says what it holds ("Contents of the SSH key") directs nobody.
    pattern(
      r`\b(?:contents?|content from|reading|read) (?:of )?(?!(?:the |an? )?(?:\w+ )?ssh (?:private |public )?keys?\b)(?:\w+ )?[\x60'"]?[^\s\x60'"]*{FILE}`,
    ),
    pattern(
      r`\binclude (?:the )?(?:current |full )?contents? of\b[^.]{0,80}\b(?:in|as) (?:the )?[\x60'"]?\w+[\x60'"]? (?:argument|parameter|field)`,
    ),
    pattern(
      r`\baccess (?:the )?(?:secrets? storage|system secrets?|password (?:store|manager)|keychain)\b|\b(?:system|secrets?)://\w*secret`,
    ),
  ],
  otherLanguages: [
    /(?:请|先|必须|務必|务必|首先|まず|必ず|먼저|반드시)[^。.\n]{0,40}(?:~\/\.|\.ssh|id_rsa|mcp\.json|\.env\b|\.aws|\/etc\/)/,
    /(?:~\/\.ssh|id_rsa|mcp\.json|\.env\b|\.aws\/)[^。.\n]{0,20}(?:读取|讀取|读出|内容|読み|読んで|읽)/,
    /(?:\b(?:lies|lese|lisez|lire|lee|leia|ler|leer)|прочитай|прочти|открой)\S*\s[^.\n]{0,40}(?:~\/\.|\.ssh\b|id_rsa|mcp\.json|(?<!\w)\.env\b|\.aws\b|\/etc\/)/i,
  ],
};
