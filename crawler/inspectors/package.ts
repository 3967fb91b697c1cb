/** Reads the published package of a server without running anything of it. */
import type { Inspection, Manifest, ServerPackage } from '../../db/model.ts';
import { crawlerConfig } from '../config.ts';
import { InspectFailed } from '../errors.ts';
import { fetchNpm } from '../reading/fetch-npm.ts';
import { fetchPypi } from '../reading/fetch-pypi.ts';
import type { Packed } from '../reading/packed.ts';
import { readApart } from '../reading/read-apart.ts';
import type { PackageReading } from '../reading/read-package.ts';
import type { InspectContext, Inspector } from '../types.ts';
import { fetchBundle } from './manifest.ts';

export const packageInspector: Inspector = {
  id: 'package',
  title: 'Read from its package',
  evidence: 'package',

  fits: (manifest) => readable(manifest) !== undefined,

  async inspect(manifest, context) {
    const pack = readable(manifest);
    if (!pack) throw new InspectFailed('no-inspector', 'no package of npm or PyPI, no bundle');
    const { npmUrl } = crawlerConfig();
    const npm = context.npmRegistry ?? npmUrl;
    const fetched = await fetchPackage(pack, npm, context);
    return inspectionOf(await readApart(fetched.packed, { seconds: context.seconds, signal: context.signal, npm }), fetched.version);
  },
};

/** What a reading says, as an inspection. Throws {@link InspectFailed} `no-tools-found`. */
export function inspectionOf(reading: PackageReading, version: string | undefined): Inspection {
  if (reading.tools.length === 0) throw new InspectFailed('no-tools-found', whyNone(reading));
  return {
    inspector: 'package',
    evidence: 'package',
    version: version ?? reading.version,
    tools: reading.tools,
    defects: reading.defects,
    unsure: reading.unsure,
  };
}

function whyNone({ unsure, defects }: PackageReading): string {
  const [doubt] = unsure;
  if (doubt) return `nothing that is surely a tool; ${unsure.length} doubtful, such as ${doubt.name || '(no name)'}: ${doubt.why}`;
  return defects[0] ?? 'nothing in the package declares a tool';
}

function readable(manifest: Manifest): ServerPackage | undefined {
  return (
    manifest.packages.find((each) => each.registryType === 'npm') ??
    manifest.packages.find((each) => each.registryType === 'pypi' || each.registryType === 'mcpb')
  );
}

async function fetchPackage(
  pack: ServerPackage,
  npm: string,
  context: InspectContext,
): Promise<{ packed: Packed; version: string | undefined }> {
  const { signal } = context;
  if (pack.registryType === 'mcpb') return { packed: { format: 'zip', bytes: await fetchBundle(pack, context) }, version: pack.version };
  if (pack.registryType === 'pypi') return await fetchPypi(pack.identifier, pack.version, { base: crawlerConfig().pypiUrl, signal });
  const { bytes, version } = await fetchNpm(pack.identifier, pack.version || 'latest', { base: npm, signal });
  return { packed: { format: 'tgz', bytes }, version };
}
