/** Astro as this site uses it. `npm run site` adds what a build decides: base, address and folders. */
import { defineConfig } from 'astro/config';

export default defineConfig({
  srcDir: '.',
  publicDir: './public',
  output: 'static',
  trailingSlash: 'always',
  compressHTML: true,
  build: {
    format: 'directory',
    assets: '_',
    // One sheet, one request, cached for good; and no inline style to allow in the security policy.
    inlineStylesheets: 'never',
  },
  devToolbar: { enabled: false },
  // Small scripts would be written into the page, which the security policy forbids.
  vite: { build: { assetsInlineLimit: 0 } },
});
