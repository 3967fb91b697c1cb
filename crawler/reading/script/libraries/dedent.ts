/** Template tags that take indentation away, as several libraries of that kind do. */
import { nativeFunction } from '../builtins/native.ts';
import { elements } from '../iterate.ts';
import type { Machine } from '../machine.ts';
import { concat } from '../operators.ts';
import { get } from '../properties.ts';
import { isUnknown, type NativeCall, newSlot, type Value } from '../values.ts';

/** https://github.com/dmnd/dedent: the least indentation of lines after the first goes, then outer white space. */
function dedented(text: string): string {
  const indents = text
    .split('\n')
    .slice(1)
    .flatMap((line) => (line.trim() === '' ? [] : [/^\s*/.exec(line)?.[0].length ?? 0]));
  const least = indents.length === 0 ? 0 : Math.min(...indents);
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.slice(Math.min(least, /^\s*/.exec(line)?.[0].length ?? 0))))
    .join('\n')
    .trim();
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

function tag(change: (text: string) => string) {
  return ({ machine, args: [strings, ...values] }: NativeCall): Value => {
    if (typeof strings === 'string') return change(strings);
    const parts = elements(machine, get(machine, strings, 'raw')).items;
    const unescaped = parts.map((each) =>
      typeof each === 'string'
        ? each
            .replace(/\\\n[ \t]*/g, '')
            .replaceAll('\\`', '`')
            .replaceAll('\\$', '$')
            .replaceAll('\\{', '{')
        : each,
    );
    const text = unescaped.reduce<Value>(
      (joined, part, index) => concat(concat(joined, part), index < parts.length - 1 ? (values[index] ?? '') : ''),
      '',
    );
    if (isUnknown(text) && text.text !== undefined) return { ...text, text: change(text.text) };
    return typeof text === 'string' ? change(text) : text;
  };
}

export function dedentLibrary(machine: Machine): Value {
  const made = nativeFunction(machine, 'dedent', tag(dedented));
  for (const name of ['default', 'dedent', 'outdent', 'stripIndent', 'stripIndents', 'html', 'codeBlock', 'withOptions'])
    made.slots.set(name, newSlot(made, true));
  for (const name of ['oneLine', 'oneLineTrim', 'oneLineCommaLists', 'inlineLists'])
    made.slots.set(name, newSlot(nativeFunction(machine, name, tag(oneLine)), true));
  return made;
}
