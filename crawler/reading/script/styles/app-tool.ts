/** `registerAppTool(server, name, config, handler)` of the protocol's UI extension, and functions of that form. */
import { declareTool, type Style } from '../claims.ts';
import { get } from '../properties.ts';
import { alternatives, isObj, isUnknown } from '../values.ts';

export const appTool: Style = {
  id: 'app-tool',
  methods: ['registerAppTool'],
  claim({ machine, callee, args: [, name, config], at }) {
    if (
      !isUnknown(callee) ||
      !isObj(alternatives(config).find((each) => isObj(each))) ||
      !alternatives(name).some((each) => typeof each === 'string')
    )
      return false;
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
