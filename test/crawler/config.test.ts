import { describe, expect, it } from 'vitest';
import { crawlerConfig } from '../../crawler/config.ts';
import { ConfigError } from '../../db/config.ts';

describe('the configuration', () => {
  it('starts every kind of package unless told otherwise, and fetches images from their own registries', () => {
    expect(crawlerConfig({})).toMatchObject({ runners: ['npm', 'pypi', 'oci'], ociMirrors: {} });
    expect(crawlerConfig({ RUNNERS: 'npm, pypi' }).runners).toEqual(['npm', 'pypi']);
    expect(crawlerConfig({ RUNNERS: '' }).runners).toEqual([]);
  });

  it('knows mirrors by the names of their registries', () => {
    const { ociMirrors } = crawlerConfig({ OCI_MIRRORS: 'docker.io=http://10.0.0.5:5000/, ghcr.io=https://mirror.example/ghcr' });
    expect(ociMirrors).toEqual({ 'docker.io': 'http://10.0.0.5:5000', 'ghcr.io': 'https://mirror.example/ghcr' });
  });

  it.each([
    ['RUNNERS', 'npm,docker'],
    ['OCI_MIRRORS', 'http://10.0.0.5:5000'],
    ['OCI_MIRRORS', 'docker.io=10.0.0.5:5000'],
    ['OCI_MIRRORS', 'docker.io=file:///etc'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => crawlerConfig({ [name]: value })).toThrow(ConfigError);
  });
});
