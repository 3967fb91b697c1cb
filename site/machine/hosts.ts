/** The security headers as files for common static hosts. */
import { securityHeaders } from '../headers.ts';
import { options } from '../options.ts';

/** Name → text. `_headers` is read by Netlify and Cloudflare Pages from the site's root; the others are to be included by hand. */
export function hostFiles(): Record<string, string> {
  const { base } = options();
  const headers = Object.entries(securityHeaders());
  return {
    _headers: `${base}*\n${headers.map(([name, value]) => `  ${name}: ${value}\n`).join('')}\n${base}_/*\n  cache-control: public, max-age=31536000, immutable\n`,
    'headers.nginx.conf': `# include in the server block\n${headers.map(([name, value]) => `add_header ${name} "${value}" always;\n`).join('')}error_page 404 ${base}404.html;\n`,
    'headers.Caddyfile': `# import in the site block\nheader {\n${headers.map(([name, value]) => `\t${name} "${value}"\n`).join('')}}\n`,
  };
}
