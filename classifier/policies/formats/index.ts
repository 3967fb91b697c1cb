/** Every format that a policy is written in: one file and one line each. The first is the neutral policy itself. */
import type { PolicyFormat } from '../../types.ts';
import { agentgateway } from './agentgateway.ts';
import { anthropicMcpToolset } from './anthropic-mcp-toolset.ts';
import { claudeCode } from './claude-code.ts';
import { codex } from './codex.ts';
import { cursor } from './cursor.ts';
import { dockerMcpGateway } from './docker-mcp-gateway.ts';
import { envoyAiGateway } from './envoy-ai-gateway.ts';
import { gemini } from './gemini.ts';
import { interceptYaml } from './intercept-yaml.ts';
import { opaRego } from './opa-rego.ts';
import { openaiResponses } from './openai-responses.ts';
import { policyJson } from './policy-json.ts';
import { toolhiveCedar } from './toolhive-cedar.ts';
import { vscode } from './vscode.ts';

export const FORMATS: readonly PolicyFormat[] = [
  policyJson,
  interceptYaml,
  claudeCode,
  codex,
  gemini,
  cursor,
  vscode,
  openaiResponses,
  anthropicMcpToolset,
  toolhiveCedar,
  agentgateway,
  envoyAiGateway,
  dockerMcpGateway,
  opaRego,
];
