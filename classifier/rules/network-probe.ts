import { hasLemma, phraseAt, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

/** Tools of those who break in, or test whether one could. */
const PROBERS = set('nmap masscan nikto sqlmap gobuster pentest portscan fuzzing bruteforce');
const SCANNING = set('scan portscan nmap nmapscan detection probe');
const PORTS = set('port syn tcp udp fin xma');
const SCAN = set('scan');
const TOLD = set('get list status result report history parse compare read info explain');
const TRYING = set('test tests try guess brute');
const DEFAULT = set('default');
const LOGINS = set('credential password');
const HEAD = 12;

function probes({ name, lead, server }: Reading): boolean {
  const said = lead?.words ?? [];
  if (phraseAt(said, [TRYING, DEFAULT, LOGINS]) >= 0 || phraseAt(name.bare, [TRYING, DEFAULT, LOGINS]) >= 0) return true;
  if (!hasLemma(name.bare, SCANNING) && !hasLemma(said, SCAN, HEAD)) return false;
  return (
    hasLemma(name.bare, PROBERS) !== undefined ||
    hasLemma(said, PROBERS, HEAD) !== undefined ||
    hasLemma(server.words, PROBERS) !== undefined ||
    phraseAt(name.bare, [PORTS, SCAN]) >= 0 ||
    phraseAt(name.bare, [SCAN, PORTS]) >= 0
  );
}

export const networkProbe: Rule = {
  id: 'network-probe',
  title: 'Hosts of others are probed',
  text: 'A port scan, a fuzzing run, a test of default passwords: packets go to hosts that the caller names, and who owns them may take it for an attack. Reading the result of an earlier scan, or scanning files, is not meant.',
  rubric: ['E2'],
  check(reading): readonly Finding[] {
    if (hasLemma(reading.name.bare, TOLD) || !probes(reading)) return NOTHING;
    return [
      {
        rule: 'network-probe',
        force: 'floor',
        saw: 'hosts that the caller names are probed',
        quote: quoteLead(reading),
        category: 'Execute',
        basis: 'E2',
        facets: { exec: 'bounded', exfilSink: true, openWorld: true },
      },
    ];
  },
};
