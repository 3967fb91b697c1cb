/** Reads the tools of a Python package from its modules, beginning with those its commands lead to. */
import type { PackageFiles } from '../files.ts';
import type { Claim } from '../script/claims.ts';
import { declaredTools } from './declared.ts';
import { loadProgram, type Program, type PyModule, reachable } from './program.ts';

export interface PythonReading {
  claims: Claim[];
  defects: string[];
}

export function readPython(files: PackageFiles): PythonReading {
  const program = loadProgram(files);
  const entries = entryModules(program);
  const near = new Set(entries.flatMap((each) => [...reachable(program, each)]));
  const claims = declaredTools(program, near);
  return {
    claims: claims.some((each) => each.name !== '') ? claims : declaredTools(program, program.modules.values()),
    defects: program.defects,
  };
}

/** Modules that the package's commands begin with: of wheels in `entry_points.txt`, of sources in `pyproject.toml`; else `__main__`. */
function entryModules(program: Program): PyModule[] {
  const names = program.files.paths().flatMap((path) => {
    const text = program.files.text(path) ?? '';
    if (path.endsWith('entry_points.txt')) return namedIn(text, /^[\w.-]+\s*=\s*([\w.]+)\s*(?::|$)/gm);
    if (path === 'pyproject.toml') return namedIn(text, /^["\w.-]+\s*=\s*"([\w.]+):[\w.]+"/gm);
    return [];
  });
  const mains = [...program.modules.values()].filter((each) => each.dotted.endsWith('__main__')).map((each) => each.dotted);
  return [...new Set([...names, ...mains])].flatMap((name) => program.byDotted.get(name) ?? []);
}

function namedIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);
}
