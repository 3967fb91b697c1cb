/** robots.txt as RFC 9309 reads it. Pure; asked before HTML is fetched. */

interface Group {
  agents: string[];
  rules: { allow: boolean; path: string }[];
}

/** Whether `path` (path and query of a URL) may be fetched by `agent` (the product token, e.g. `mcp-risk-index`). */
export function robotsAllow(text: string, agent: string, path: string): boolean {
  const groups = parse(text);
  const name = agent.toLowerCase();
  const own = groups.filter((group) => group.agents.includes(name));
  const applicable = own.length > 0 ? own : groups.filter((group) => group.agents.includes('*'));
  let best = { length: -1, allow: true };
  for (const rule of applicable.flatMap((group) => group.rules)) {
    if (!matches(rule.path, path)) continue;
    // The longest rule wins; of two equal ones the permission.
    if (rule.path.length > best.length || (rule.path.length === best.length && rule.allow))
      best = { length: rule.path.length, allow: rule.allow };
  }
  return best.allow;
}

function parse(text: string): Group[] {
  const groups: Group[] = [];
  let current: Group | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const match = /^\s*([a-z-]+)\s*:\s*(.*)$/i.exec(line.replace(/#.*$/, ''));
    if (!match) continue;
    const key = match[1]?.toLowerCase();
    const value = (match[2] ?? '').trim();
    if (key === 'user-agent') {
      // Lines of agents in a row share one group; the first after a rule opens the next.
      if (!current || current.rules.length > 0) {
        current = { agents: [], rules: [] };
        groups.push(current);
      }
      current.agents.push(value.toLowerCase());
    } else if (current && (key === 'allow' || key === 'disallow') && value !== '') {
      current.rules.push({ allow: key === 'allow', path: value });
    }
  }
  return groups;
}

/** `*` any run, `$` the end. Matched piece by piece, so that a hostile pattern costs no more than its length. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const pieces = (anchored ? pattern.slice(0, -1) : pattern).split('*');
  const first = pieces[0] ?? '';
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const [index, piece] of pieces.slice(1).entries()) {
    if (anchored && index === pieces.length - 2) return path.length - piece.length >= at && path.endsWith(piece);
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return !anchored || at === path.length;
}
