import { describe, expect, it } from 'vitest';
import { lintRationale, repeatedSentences, sentencesOf, wordCount } from '../../../classifier/rationale/lint.ts';

const TOOL = { name: 'drop_page', description: 'Drops a page of the notebook, for good.' };
const LABEL = { category: 'Destructive', risk: 'High' } as const;
const GOOD =
  'Drops a page in Notebook (“Drops a page of the notebook”, description). None of the 7 other tools restores a lost page, and no trash or history is stated. One call concerns the page given by `page_id`. Destructive rather than Write: its named purpose is to drop a page. High: one page at a time is lost. Confidence high: name and description agree that it drops a page.';

function faults(text: string): string[] {
  return lintRationale(text, LABEL, TOOL).map(({ fault }) => fault);
}

it('a careful rationale passes', () => {
  expect(faults(GOOD)).toEqual([]);
});

describe('a rationale fails that', () => {
  it.each([
    ['is short', 'Destructive, High: “Drops a page”.', 'too-short'],
    ['is long', `${GOOD} ${'It drops one page more. '.repeat(20)}`, 'too-long'],
    ['quotes nothing', GOOD.replace(/ \(“.*?\)/, ''), 'no-quote'],
    ['quotes what does not stand there', GOOD.replace('Drops a page of', 'Archives a page of'), 'invented-quote'],
    ['speaks of another risk', GOOD.replace('High: one', 'This page is of Medium risk, High: one'), 'other-risk'],
    ['does not name its category', GOOD.replace('Destructive rather than Write', 'No Write'), 'wrong-category'],
    ['promises too much', `${GOOD} A lost page cannot return.`, 'empty-talk'],
    ['calls something safe', `${GOOD} The rest is completely safe.`, 'empty-talk'],
    ['warns of anything', `${GOOD} Misuse could cause harm to the page.`, 'empty-talk'],
    ['stops in the middle', GOOD.slice(0, -1), 'unfinished'],
    ['contradicts itself', `${GOOD} \`restore_page\` on this server takes it back.`, 'contradiction'],
    ['has a hole in it', GOOD.replace('`page_id`', '``'), 'broken'],
    ['has a word that is none', GOOD.replace('a lost page', 'a lost undefined'), 'broken'],
  ])('%s', (_, text, fault) => {
    expect(faults(text)).toContain(fault);
  });

  it('but “Name only” needs no quotation', () => {
    expect(faults(GOOD.replace(/^.*?\)\./, 'Name only: the description of `drop_page` is empty.'))).toEqual([]);
  });
});

it('sentences end where they end, not within quotations and names', () => {
  expect(sentencesOf('Reads “a. b”, description. Uses `x.y`. Done!')).toEqual(['Reads “a. b”, description.', 'Uses `x.y`.', 'Done!']);
});

it('words hold a letter or a digit', () => {
  expect(wordCount('One — two, “three” (4) … ”五”')).toBe(5);
});

it('a sentence that stands in too many rationales is found', () => {
  const all = ['Same here. One.', 'Same here. Two.', 'Three.', 'Four.'];
  expect(repeatedSentences(all, 0.4)).toEqual([{ sentence: 'Same here.', share: 0.5 }]);
});
