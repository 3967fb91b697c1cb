/** `server.addTool({ name, description, parameters, execute })`, `addTools([…])`: FastMCP, LiteMCP and others over the protocol's library. */
import { type CallSite, declareTool, type Style, writtenAt } from '../claims.ts';
import { instantiate } from '../classes.ts';
import { elements } from '../iterate.ts';
import { declarationFrom } from '../tool-objects.ts';
import { alternatives, isFunction, isObj, isUnknown, type Value } from '../values.ts';
import { isForeign } from './foreign.ts';

export const addTool: Style = {
  id: 'add-tool',
  methods: ['addTool', 'addTools', 'registerTools', 'withTool', 'withTools', 'defineTool'],
  claim(site) {
    if (!isForeign(site)) return false;
    const given = site.args.flatMap((each) =>
      alternatives(each).some((one) => isObj(one) && one.items) ? elements(site.machine, each).items : alternatives(each),
    );
    const claimed = given.map((each) => claimOne(site, each, this.id));
    return claimed.includes(true);
  },
};

function claimOne({ machine, at }: CallSite, value: Value, style: string): boolean {
  const one = isFunction(value) && value.fn.type === 'class' ? instantiate(machine, value, [], undefined, at) : value;
  if (!isObj(one) || isUnknown(one)) return false;
  const parts = declarationFrom(machine, one);
  if (!parts) return false;
  declareTool(machine, style, 'framework', parts, writtenAt(machine, one) ?? at);
  return true;
}
