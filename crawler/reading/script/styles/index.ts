/** The ways in which servers declare their tools, each in its own file. */
import type { Style } from '../claims.ts';
import { addTool } from './add-tool.ts';
import { appTool } from './app-tool.ts';
import { commandLine } from './command-line.ts';
import { listHandler } from './list-handler.ts';
import { registerTool } from './register-tool.ts';
import { toolCall } from './tool-call.ts';
import { toolFolder } from './tool-folder.ts';

export const STYLES: readonly Style[] = [registerTool, toolCall, listHandler, addTool, appTool, toolFolder, commandLine];
