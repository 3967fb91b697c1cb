/** Starts what `docker run` would start, of an image fetched without it, in our own sandbox. */
import { crawlerConfig } from '../config.ts';
import { InspectFailed } from '../errors.ts';
import { bringImage } from '../images/bring.ts';
import { imageReference } from '../images/reference.ts';
import { firstStart } from '../launch/arguments.ts';
import { borrowed } from '../sandbox/shelf.ts';
import type { Runner } from '../types.ts';

/** Where an image says nothing: https://github.com/moby/moby/blob/master/oci/defaults.go */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const oci: Runner = {
  id: 'oci',
  title: 'Images of containers',

  async bring(pack, { context, driver }) {
    if (driver.images === false) throw new InspectFailed('no-sandbox', `${driver.id}: an image is started in a sandbox only`);
    const { installCacheBytes, ociMirrors } = crawlerConfig();
    const { signal, cacheDir } = context;
    const reference = imageReference(pack);
    const mirrors = context.ociMirrors ?? ociMirrors;
    const image = await bringImage(reference, { mirrors, signal, shelf: { cacheDir, cacheBytes: installCacheBytes } });
    return await borrowed(image.dir, () => {
      const { entrypoint, cmd, cwd, memory } = image.config;
      // Arguments take the place of the image's own, as with `docker run`.
      const given = firstStart(pack).args;
      const command = given.length > 0 ? entrypoint : [...entrypoint, ...cmd];
      const program = command[0] ?? given[0];
      if (program === undefined) throw new InspectFailed('no-bin', 'the image has no program to start');
      // `env`, which starts it, would read an equals sign as a variable, and a dash as a switch of its own.
      if (program.includes('=') || program.startsWith('-')) throw new InspectFailed('no-bin', `cannot be started by that name: ${program}`);
      const env = Object.fromEntries(image.config.env.map((line) => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)]));
      const launch = { packageDir: image.root, command, env, path: env.PATH || PATH, image: { cwd, memory } };
      // A tag that moves by its nature is no version; one that should not and does shows in what its tools were.
      const version = reference.version === 'latest' ? image.digest : reference.version;
      return { version, digest: image.digest, launch };
    });
  },
};
