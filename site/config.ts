/** What the environment says to the site. The only place of this room that reads it. */
import { resolve } from 'node:path';

export interface SiteConfig {
  /** Folder of all state. */
  dataDir: string;
  /** Where the site will stand, without the base; undefined: pages carry no canonical address. */
  url: string | undefined;
  /** Path the site stands under, with a slash at both ends. */
  base: string;
  /** The project's repository: where a verdict is disputed. */
  repository: string | undefined;
  /** Where the contact form is sent to (POST, form-encoded). */
  contactEndpoint: string | undefined;
  contactMail: string | undefined;
}

export function readConfig(): SiteConfig {
  const { DATA_DIR, SITE_URL, SITE_BASE, REPOSITORY_URL, CONTACT_ENDPOINT, CONTACT_MAIL } = process.env;
  return {
    dataDir: resolve(DATA_DIR || '.data'),
    url: SITE_URL || undefined,
    base: SITE_BASE || '/',
    repository: REPOSITORY_URL || undefined,
    contactEndpoint: CONTACT_ENDPOINT || undefined,
    contactMail: CONTACT_MAIL || undefined,
  };
}

/** Whether progress is told as JSON lines. */
export function logsJson(): boolean {
  return process.env.LOG_FORMAT === 'json';
}
