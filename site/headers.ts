/** The headers that every page is served with, here and by the files for static hosts. */
import { options } from './options.ts';

/** No script but our own files, no request to anybody else; forms may go to the configured contact address or issue tracker. */
export function securityHeaders(): Record<string, string> {
  const { contactEndpoint, repository } = options();
  const contact = originOf(contactEndpoint);
  const forms = [contact ?? originOf(repository)].filter((origin) => origin !== undefined);
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...(contact ? [contact] : [])].join(' '),
    "manifest-src 'self'",
    ["form-action 'self'", ...forms].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}
