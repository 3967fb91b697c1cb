/**
 * Writes pages the moment they are rendered. Astro's own way, promises of small file operations one after the other, leaves both
 * cores waiting; at half a million pages that is minutes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AstroIntegration } from 'astro';

/** Pages of a server or its tools; `~` stands in no slug. */
const OF_SERVERS = /^\/servers\/[^/~]/;

/** Without `fixed` only pages of servers and their tools. Counts what it writes. Only pages in folders: the others, like 404.html, Astro writes itself. */
export function pagesWriter(
  out: string,
  base: string,
  fixed: boolean,
  tell: (pages: number) => void,
): { integration: AstroIntegration; written(): number } {
  let count = 0;
  const integration: AstroIntegration = {
    name: 'pages-writer',
    hooks: {
      'astro:build:start': ({ setPrerenderer }) =>
        setPrerenderer((inner) => ({
          ...inner,
          name: 'pages-writer',
          async getStaticPaths() {
            const paths = await inner.getStaticPaths();
            return fixed ? paths : paths.filter(({ pathname }) => OF_SERVERS.test(pathname));
          },
          async render(request, context) {
            const rendered = await inner.render(request, context);
            const response = 'response' in rendered ? rendered.response : rendered;
            const { pathname } = new URL(request.url);
            if (response.status !== 200 || !pathname.endsWith('/')) return rendered;
            const folder = join(out, decodeURI(pathname.slice(base.length)));
            mkdirSync(folder, { recursive: true });
            writeFileSync(join(folder, 'index.html'), Buffer.from(await response.arrayBuffer()));
            tell(++count);
            // Without a body there is nothing left to write.
            return new Response(null);
          },
        })),
    },
  };
  return { integration, written: () => count };
}
