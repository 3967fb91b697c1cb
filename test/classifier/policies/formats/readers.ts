/** A reader for every format. */
import type { Reader } from './answers.ts';
import { anthropicMcpToolset, claudeCode, codex, cursor, dockerMcpGateway, gemini, openaiResponses, vscode } from './clients.ts';
import { agentgateway, envoyAiGateway, interceptYaml, policyJson, toolhiveCedar } from './engines.ts';
import { opaRego } from './rego.ts';

export const READERS: Record<string, Reader> = {
  'policy-json': policyJson,
  'intercept-yaml': interceptYaml,
  'claude-code': claudeCode,
  codex,
  gemini,
  cursor,
  vscode,
  'openai-responses': openaiResponses,
  'anthropic-mcp-toolset': anthropicMcpToolset,
  'toolhive-cedar': toolhiveCedar,
  agentgateway,
  'envoy-ai-gateway': envoyAiGateway,
  'docker-mcp-gateway': dockerMcpGateway,
  'opa-rego': opaRego,
};
