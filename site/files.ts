/** The files of a site that is being built, written at once, page by page. */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { PutFile } from './options.ts';

export interface Files {
  put: PutFile;
  /** How many were written. */
  count(): number;
}

/** Writes below `out`. The folder of one page is made once, however many files it gets. */
export function newFiles(out: string): Files {
  let last = '';
  let written = 0;
  return {
    put(path, name, content) {
      const folder = out + path;
      if (folder !== last) mkdirSync(folder, { recursive: true });
      last = folder;
      writeFileSync(folder + name, typeof content === 'string' ? content.toWellFormed() : content);
      written++;
    },
    count: () => written,
  };
}
