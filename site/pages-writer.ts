/**
 * Writes pages the moment they are rendered. Astro's own way, promises of small file operations one after the other, leaves both
 * cores waiting; at half a million pages that is minutes.
 */
import type { AstroIntegration } from 'astro';
import type { PutFile } from './options.ts';

/** Pages of a server or its tools; `~` stands in no slug. */
const OF_SERVERS = /^\/servers\/[^/~]/;

/** Without `fixed` only pages of servers and their tools. Counts what it writes. Only pages in folders: the others, like 404.html, Astro writes itself. */
export function pagesWriter(
  put: PutFile,
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
            const asked = fixed ? paths : paths.filter(({ pathname }) => OF_SERVERS.test(pathname));
            // A server's page beside its tools': its file is read once for all of them.
            return asked.sort((a, b) => (a.pathname < b.pathname ? -1 : a.pathname > b.pathname ? 1 : 0));
          },
          async render(request, context) {
            const rendered = await inner.render(request, context);
            const response = 'response' in rendered ? rendered.response : rendered;
            const { pathname } = new URL(request.url);
            if (response.status !== 200 || !pathname.endsWith('/')) return rendered;
            put(decodeURI(pathname.slice(base.length - 1)), 'index.html', Buffer.from(await response.arrayBuffer()));
            tell(++count);
            // Without a body there is nothing left to write.
            return new Response(null);
          },
        })),
    },
  };
  return { integration, written: () => count };
}
