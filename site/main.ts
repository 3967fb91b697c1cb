/** `npm run site` builds the site from a snapshot; `npm run serve` shows it. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSite } from './build.ts';
import { logsJson, readConfig } from './config.ts';
import { SiteBusy } from './lock.ts';
import { createProgress, createRecords } from './progress.ts';
import { finishPublishing } from './publish.ts';
import { serve } from './serve.ts';

const HELP = `usage: npm run site -- [options]     build the site from the snapshot
       npm run serve -- [options]    show the built site on this machine

  --snapshot DIR   the snapshot to show            (default: DATA_DIR/snapshot)
  --out DIR        where the site is put           (default: DATA_DIR/site)
  --base /x/       path the site will stand under  (default: SITE_BASE or /)
  --url URL        address it will stand at, for canonical links, feeds and sitemaps (default: SITE_URL)
  --whole          build every page, even where nothing changed
  --format-files N the most tools for which every format of each is a file of its own; beyond, pages carry them (default: 5000)
  --port N         port of serve                   (default: 4321)
  --json           one JSON report as the last line of stdout
  --help           this text

Environment: DATA_DIR, SITE_URL, SITE_BASE, REPOSITORY_URL, CONTACT_ENDPOINT, CONTACT_MAIL.`;

class Refusal extends Error {}

// A step of a night whose runner was killed: nobody waits for it any more.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();

try {
  await main();
} catch (error) {
  if (!(error instanceof Refusal || error instanceof SiteBusy) && !(error instanceof TypeError && 'code' in error)) throw error;
  console.error(`site: ${error.message.split('\n')[0]}`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      snapshot: { type: 'string' },
      out: { type: 'string' },
      base: { type: 'string' },
      url: { type: 'string' },
      port: { type: 'string', default: '4321' },
      whole: { type: 'boolean', default: false },
      'format-files': { type: 'string', default: '5000' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const { dataDir, ...config } = readConfig();
  const base = values.base ?? config.base;
  if (!/^\/([\w.~-]+\/)*$/.test(base)) throw new Refusal(`--base must begin and end with a slash, not ${base}`);
  const url = values.url ?? config.url;
  if (url !== undefined && !/^https?:\/\/[^/?#]+\/?$/.test(url))
    throw new Refusal(`--url is scheme and host only, like https://example.org, not ${url}`);
  const out = resolve(values.out ?? join(dataDir, 'site'));
  const [command = 'build', ...more] = positionals;
  if (more.length > 0 || !['build', 'serve'].includes(command)) throw new Refusal(`unknown command ${positionals.join(' ')}; see --help`);

  if (command === 'serve') {
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Refusal(`--port must be a port number, not ${values.port}`);
    if (!existsSync(join(out, 'index.html'))) throw new Refusal(`no site in ${out}: run npm run site first`);
    finishPublishing(out);
    const server = await serve({ root: out, base, port });
    if (values.json) console.log(JSON.stringify({ address: server.address, root: out }));
    else console.log(`${server.address}  (Ctrl-C to stop)`);
    return;
  }
  const snapshot = resolve(values.snapshot ?? join(dataDir, 'snapshot'));
  if (!existsSync(join(snapshot, 'snapshot.json'))) throw new Refusal(`no snapshot in ${snapshot}: run npm run snapshot first`);
  const mostFiles = Number(values['format-files']);
  if (!Number.isInteger(mostFiles) || mostFiles < 0)
    throw new Refusal(`--format-files must be a number of tools, not ${values['format-files']}`);
  const write = (text: string) => process.stderr.write(text);
  const report = await buildSite({
    options: { ...config, base, url, snapshot },
    out,
    cache: join(dataDir, 'site-cache'),
    whole: values.whole,
    mostFiles,
    now: Date.now,
    progress: logsJson() ? createRecords(write, Date.now) : createProgress(write, process.stderr.isTTY === true, Date.now),
  });
  if (values.json) console.log(JSON.stringify(report));
  else console.log(`${report.pages} pages for ${report.tools} tools of ${report.servers} servers in ${report.seconds} s: ${report.out}`);
}
