/** `new MCPServer()` of mcp-framework: the tools are the default exports of the files in `tools/` beside the entry. */
import { declareTool, type Style, writtenAt } from '../claims.ts';
import { instantiate } from '../classes.ts';
import { exported, load } from '../modules.ts';
import { declarationFrom } from '../tool-objects.ts';
import { isFunction, isObj, isUnknown } from '../values.ts';

const TOOL_FILE = /^(dist|build|lib|src)\/tools\/.*\.[cm]?[jt]s$/;

export const toolFolder: Style = {
  id: 'tool-folder',
  methods: ['MCPServer'],
  claim({ machine, callee, at }) {
    if (!isUnknown(callee) || !/^mcp-framework#\.MCPServer$/.test(callee.path)) return false;
    for (const path of machine.resolver.files.paths()) {
      if (!TOOL_FILE.test(path) || path.endsWith('.d.ts') || path.includes('.test.')) continue;
      const module = load(machine, path);
      const value = module ? exported(machine, module, 'default')?.value : undefined;
      const tool = isFunction(value) ? instantiate(machine, value, [], undefined, at) : value;
      const parts = isObj(tool) ? declarationFrom(machine, tool) : undefined;
      if (parts) declareTool(machine, this.id, 'framework', parts, isObj(tool) ? (writtenAt(machine, tool) ?? at) : at);
    }
    return true;
  },
};
