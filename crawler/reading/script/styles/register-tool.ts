/** `server.registerTool(name, { title, description, inputSchema, annotations }, handler)`: https://github.com/modelcontextprotocol/typescript-sdk */
import { declareTool, type Style } from '../claims.ts';
import { get } from '../properties.ts';
import { alternatives, isFunction, isObj, isUnknown } from '../values.ts';
import { isForeign } from './foreign.ts';

export const registerTool: Style = {
  id: 'register-tool',
  methods: ['registerTool', 'registerToolTask'],
  claim(site) {
    const { machine, args, at } = site;
    const [name, config] = args;
    const options = alternatives(config).find((each) => isObj(each)) ?? config;
    if (!isForeign(site) || args.length < 2 || isFunction(options) || (!isObj(options) && !isUnknown(options))) return false;
    if (!alternatives(name).some((each) => typeof each === 'string' || isUnknown(each))) return false;
    const part = (key: string) => get(machine, config, key);
    declareTool(
      machine,
      this.id,
      'protocol',
      {
        name,
        title: part('title'),
        description: part('description'),
        input: part('inputSchema'),
        output: part('outputSchema'),
        annotations: part('annotations'),
      },
      at,
    );
    return true;
  },
};
