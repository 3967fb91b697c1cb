/** The files of a package, in memory: paths relative to its root, with `/`, normalised. */

export interface PackageFiles {
  has(path: string): boolean;
  /** The text of a file; bytes that are no UTF-8 become replacement characters. */
  text(path: string): string | undefined;
  bytes(path: string): Uint8Array | undefined;
  paths(): string[];
}

const decoder = new TextDecoder('utf-8', { fatal: false });

export function packageFiles(content: ReadonlyMap<string, Uint8Array>): PackageFiles {
  const texts = new Map<string, string>();
  return {
    has: (path) => content.has(path),
    bytes: (path) => content.get(path),
    paths: () => [...content.keys()],
    text(path) {
      const bytes = content.get(path);
      if (!bytes) return undefined;
      let text = texts.get(path);
      if (text === undefined) {
        text = decoder.decode(bytes);
        texts.set(path, text);
      }
      return text;
    },
  };
}

/** The 1-based line of an offset into a text. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
