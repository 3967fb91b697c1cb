/** The field that finds servers for the stack. */
import { serverWords } from '../../search/browser/box.ts';
import { makeCombobox, type Suggestions } from '../../search/browser/combobox.ts';
import { ask, warmUp } from '../../search/browser/connect.ts';
import { NO_FILTERS, type ServerHit } from '../../search/engine.ts';
import { plural } from '../../words.ts';

const SERVERS = 8;

/** The field is emptied and keeps the focus after each choice, for the next. */
export function addChooser(input: HTMLInputElement, choose: (server: ServerHit) => void): void {
  const suggest = async (text: string): Promise<Suggestions> => {
    try {
      const { servers } = await ask({ text, filters: NO_FILTERS, tools: 0, servers: SERVERS });
      const suggestions = servers.map((server) => ({
        content: serverWords(server),
        choose() {
          input.value = '';
          input.focus();
          choose(server);
        },
      }));
      return {
        groups: [{ title: 'Servers', suggestions }],
        spoken: servers.length === 0 ? 'No server found.' : `${plural(servers.length, 'server')}. Arrow keys to choose.`,
      };
    } catch {
      return { groups: [], spoken: 'Search could not be loaded.' };
    }
  };
  makeCombobox(input, suggest);
  input.addEventListener('focus', warmUp, { once: true });
  input.form?.addEventListener('submit', (event) => event.preventDefault());
}
