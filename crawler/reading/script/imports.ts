/** What ES modules import and export. */
import type { Node } from 'oxc-parser';
import type { Machine } from './machine.ts';
import { constant, exported, importedBy, type Module, namespaceOf } from './modules.ts';
import { get } from './properties.ts';
import { namesOf } from './scope.ts';
import { type Cell, newCell, unknown } from './values.ts';

/** Loads what a module imports, in its order, and binds the names. */
export function bindImports(machine: Machine, module: Module): void {
  for (const node of module.program.body) {
    if (node.type === 'ImportDeclaration' && node.importKind !== 'type') {
      const target = importedBy(machine, node.source.value, module.path);
      for (const specifier of node.specifiers) {
        if (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type') continue;
        module.scope.names.set(specifier.local.name, imported(machine, target, specifier));
      }
    } else if (node.type === 'ExportNamedDeclaration' && node.source && node.exportKind !== 'type')
      importedBy(machine, node.source.value, module.path);
    else if (node.type === 'ExportAllDeclaration') importedBy(machine, node.source.value, module.path);
  }
}

type Target = ReturnType<typeof importedBy>;
type Specifier = Extract<Node, { type: 'ImportDeclaration' }>['specifiers'][number];

function imported(machine: Machine, target: Target, specifier: Specifier): Cell {
  if (specifier.type === 'ImportNamespaceSpecifier')
    return newCell('module' in target ? namespaceOf(machine, target.module) : target.value);
  return cellOf(machine, target, specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported));
}

function cellOf(machine: Machine, target: Target, name: string): Cell {
  if ('module' in target) return exported(machine, target.module, name) ?? newCell(unknown(`${target.module.path}#.${name}`));
  const value = get(machine, target.value, name);
  // JSON and libraries described here have no default of their own: they are it.
  return newCell(name === 'default' && value === undefined ? target.value : value);
}

function nameOf(node: { type: string; name?: string; value?: unknown }): string {
  return node.type === 'Literal' ? String(node.value) : (node.name ?? '');
}

/** Fills the table of what a module exports. Cells are looked up when asked for, as they come to be. */
export function exportTable(module: Module): void {
  const own = (name: string) => () => module.scope.names.get(name);
  const { machine } = module.scope.frame;
  for (const node of module.program.body) {
    if (node.type === 'ExportDefaultDeclaration') module.exports.set('default', constant(newCell(undefined)));
    else if (node.type === 'ExportAllDeclaration' && node.exportKind !== 'type') {
      if (node.exported) {
        const { source } = node;
        module.exports.set(nameOf(node.exported), () => {
          const target = importedBy(machine, source.value, module.path);
          return newCell('module' in target ? namespaceOf(machine, target.module) : target.value);
        });
      } else module.stars.push(node.source.value);
    } else if (node.type === 'ExportNamedDeclaration' && node.exportKind !== 'type') {
      for (const name of declaredNames(node.declaration)) module.exports.set(name, own(name));
      const { source } = node;
      for (const specifier of node.specifiers) {
        const [local, name] = [nameOf(specifier.local), nameOf(specifier.exported)];
        module.exports.set(name, source ? () => cellOf(machine, importedBy(machine, source.value, module.path), local) : own(local));
      }
    }
  }
}

function declaredNames(node: Extract<Node, { type: 'ExportNamedDeclaration' }>['declaration']): string[] {
  const names: string[] = [];
  if (node?.type === 'VariableDeclaration') for (const each of node.declarations) namesOf(each.id, names);
  else if ((node?.type === 'FunctionDeclaration' || node?.type === 'ClassDeclaration' || node?.type === 'TSEnumDeclaration') && node.id)
    names.push(node.id.name);
  return names;
}
