const SAFE_MCP = `1001 1002 1004 1005 1006 1101 1102 1104 1105 1106 1109 1110 1201 1203 1204 1205 1301 1302 1303 1307 1309 1402
  1403 1406 1501 1502 1503 1505 1506 1701 1702 1703 1706 1801 1803 1804 1911 1913 1914 2101 2102 2103 2104 2106`;
const CVE = `2025-32711 2025-49596 2025-53109 2025-53110 2025-53967 2025-54135 2025-54136 2025-6514 2025-68143 2025-68144
  2025-68145 2025-8217 2025-9611 2026-27735`;

/**
 * Every id that an attack may carry, with its name where its list gives one. A test holds the attacks to this list.
 * OWASP MCP Top 10 v0.1 (beta), OWASP Top 10 for Agentic Applications 2026, MITRE ATLAS v5.6, SAFE-MCP as of May 2026.
 */
export const KNOWN_IDS: Readonly<Record<string, string>> = {
  MCP01: 'Token Mismanagement & Secret Exposure',
  MCP02: 'Privilege Escalation via Scope Creep',
  MCP03: 'Tool Poisoning',
  MCP04: 'Software Supply Chain Attacks & Dependency Tampering',
  MCP05: 'Command Injection & Execution',
  MCP06: 'Intent Flow Subversion',
  MCP07: 'Insufficient Authentication & Authorization',
  MCP08: 'Lack of Audit and Telemetry',
  MCP09: 'Shadow MCP Servers',
  MCP10: 'Context Injection & Over-Sharing',
  ASI01: 'Agent Goal Hijack',
  ASI02: 'Tool Misuse & Exploitation',
  ASI03: 'Identity & Privilege Abuse',
  ASI04: 'Agentic Supply Chain Vulnerabilities',
  ASI05: 'Unexpected Code Execution',
  ASI06: 'Memory & Context Poisoning',
  ASI07: 'Insecure Inter-Agent Communication',
  ASI08: 'Cascading Failures',
  ASI09: 'Human-Agent Trust Exploitation',
  ASI10: 'Rogue Agents',
  'AML.T0048.000': 'Financial Harm',
  'AML.T0051.001': 'Prompt Injection: Indirect',
  'AML.T0053': 'AI Agent Tool Invocation',
  'AML.T0055': 'Unsecured Credentials',
  'AML.T0077': 'LLM Response Rendering',
  'AML.T0080.000': 'Context Poisoning: Memory',
  'AML.T0081': 'Modify AI Agent Configuration',
  'AML.T0083': 'Credentials from AI Agent Configuration',
  'AML.T0085.001': 'Data from AI Agent Tools',
  'AML.T0086': 'Exfiltration via AI Agent Tool Invocation',
  'AML.T0098': 'AI Agent Tool Credential Harvesting',
  'AML.T0099': 'AI Agent Tool Data Poisoning',
  'AML.T0100': 'AI Agent Clickbait',
  'AML.T0101': 'Data Destruction via AI Agent Tool Invocation',
  'AML.T0104': 'Publish Poisoned AI Agent Tool',
  'AML.T0109': 'AI Supply Chain Rug Pull',
  'AML.T0110': 'AI Agent Tool Poisoning',
  'AML.T0111': 'Reputation Inflation',
  'AML.T0034.002': 'Agentic Resource Consumption',
  ...unnamed('AML.CS', '0026 0037 0039 0040 0045 0046 0047 0049 0053 0054 0055', 'MITRE ATLAS case study'),
  ...unnamed('SAFE-T', SAFE_MCP, 'SAFE-MCP technique'),
  ...unnamed('CVE-', CVE, 'Common Vulnerabilities and Exposures'),
  'GHSA-vjqx-cfc4-9h6v': 'GitHub security advisory',
  'AWS-2025-015': 'AWS security bulletin',
};

function unnamed(prefix: string, numbers: string, name: string): Record<string, string> {
  return Object.fromEntries(numbers.split(/\s+/).map((number) => [`${prefix}${number}`, name]));
}
