/** What all renderings share. */
import type { PolicyInput, Rendered, Says } from '../types.ts';
import { type Losses, newLosses, type Plan, plansOf } from './plan.ts';

type File = Rendered['files'][number];

/** Files as one text: a single one as it is, several each under a comment that names it. */
function filesText(files: readonly File[], comment: string): string {
  const [only] = files;
  if (files.length === 1 && only) return only.text;
  return files.map(({ name, text }) => `${comment} ${name}\n${text}`).join('\n');
}

/** Renders all servers into one file. */
export function oneFile(
  format: { id: string; file: string; says: Says },
  inputs: readonly PolicyInput[],
  write: (plans: Plan[], losses: Losses) => string,
): Rendered {
  const losses = newLosses();
  const text = write(plansOf(format.id, inputs, format.says, losses), losses);
  return { text, files: [{ name: format.file, text }], loss: losses.words(), lost: losses.list() };
}

/** Renders one file per server, `<name>.<server>.<ending>` where there are several. */
export function filePerServer(
  format: { id: string; file: string; says: Says },
  inputs: readonly PolicyInput[],
  comment: string,
  write: (plan: Plan, losses: Losses) => string,
): Rendered {
  const losses = newLosses();
  const plans = plansOf(format.id, inputs, format.says, losses);
  const files = plans.map((plan) => ({
    name: plans.length > 1 ? format.file.replace(/(\.[^.]+)$/, `.${plan.key}$1`) : format.file,
    text: write(plan, losses),
  }));
  return { text: filesText(files, comment), files, loss: losses.words(), lost: losses.list() };
}
