/** Options for tests that build nothing. */
import type { SiteOptions } from '../../site/options.ts';

export const OPTIONS: SiteOptions = {
  snapshot: '',
  base: '/',
  url: undefined,
  repository: undefined,
  contactEndpoint: undefined,
  contactMail: undefined,
  formatFiles: true,
};
