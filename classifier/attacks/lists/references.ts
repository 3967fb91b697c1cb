/** Where attacks are documented. Hosts are a closed list; links are only those that a source gives or that follow a list's own scheme. */
import type { Attack } from '../../types.ts';

type Reference = Attack['refs'][number];

/** The only hosts that a reference may lead to. */
export const HOSTS: readonly string[] = [
  'acuvity.ai',
  'arxiv.org',
  'atlas.mitre.org',
  'aws.amazon.com',
  'blog.gitguardian.com',
  'cordum.io',
  'cymulate.com',
  'genai.owasp.org',
  'generalanalysis.com',
  'github.com',
  'hiddenlayer.com',
  'invariantlabs.ai',
  'jfrog.com',
  'labs.snyk.io',
  'labs.zenity.io',
  'modelcontextprotocol.io',
  'nvd.nist.gov',
  'oddguan.com',
  'owasp.org',
  'policylayer.com',
  'postmarkapp.com',
  'simonwillison.net',
  'www.catonetworks.com',
  'www.cyberark.com',
  'www.koi.ai',
  'www.upguard.com',
];

/** When the references, or stored copies of them, were last read. */
const CHECKED = '2026-11-21';

export function ref(label: string, url: string): Reference {
  return { label, url, checked: CHECKED };
}

export function nvd(id: string): Reference {
  return ref(`NVD, ${id}`, `https://nvd.nist.gov/vuln/detail/${id}`);
}

export function atlasStudy(id: string): Reference {
  return ref(`MITRE ATLAS, ${id}`, `https://atlas.mitre.org/studies/${id}`);
}

export function atlasTechnique(id: string): Reference {
  return ref(`MITRE ATLAS, ${id}`, `https://atlas.mitre.org/techniques/${id}`);
}

export const SAFE_MCP: Reference = ref('SAFE-MCP techniques', 'https://github.com/safe-agentic-framework/safe-mcp');
export const OWASP_MCP: Reference = ref('OWASP MCP Top 10', 'https://owasp.org/www-project-mcp-top-10/');
export const OWASP_AGENTIC: Reference = ref(
  'OWASP Top 10 for Agentic Applications',
  'https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/',
);
export const MCP_PRACTICES: Reference = ref(
  'MCP, security best practices',
  'https://modelcontextprotocol.io/specification/2025-06-18/basic/security_best_practices',
);
