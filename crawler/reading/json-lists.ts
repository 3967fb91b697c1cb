/** Lists of tools that a package ships as JSON, read where its program told nothing. */
import type { Json } from '../../db/model.ts';
import type { PackageFiles } from './files.ts';
import { parseJson } from './json.ts';
import type { Claim } from './script/claims.ts';

const LIST_FILE = /(?:^|\/)(?:mcp[-_.]?)?tools?(?:[-_.](?:list|schema|schemas|definitions|manifest))?\.json$/i;
const MAX_FILES = 50;

export function jsonClaims(files: PackageFiles): Claim[] {
  const paths = files
    .paths()
    .filter((path) => LIST_FILE.test(path) && !path.includes('node_modules/') && !/(?:^|\/)(?:tests?|examples?)\//.test(path));
  return paths.slice(0, MAX_FILES).flatMap((path) => {
    const value = parseJson(files.text(path) ?? '') as Json | undefined;
    return listIn(value).flatMap((each) => toolIn(each, path));
  });
}

function listIn(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null && Array.isArray(value.tools) ? value.tools : [];
}

function toolIn(value: Json, file: string): Claim[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const { name, description, title } = value;
  const inputSchema = value.inputSchema ?? value.input_schema;
  if (typeof name !== 'string' || typeof description !== 'string' || typeof inputSchema !== 'object') return [];
  return [
    {
      name,
      description,
      title: typeof title === 'string' ? title : undefined,
      inputSchema,
      outputSchema: value.outputSchema,
      annotations: value.annotations,
      at: { file, offset: 0 },
      style: 'json-list',
      strength: 'framework',
      speculative: false,
      gaps: [],
    },
  ];
}
