/** What a text that addresses the model tries, in words. */

const WORDS: Record<string, string> = {
  'alter-arguments': 'it would have the model change what the user asked for',
  'base64-blob': 'it carries encoded text',
  'call-first': 'it sends the model to another tool, beside the task',
  'context-parameter': 'it asks for the model’s prompt or conversation as an argument',
  'disable-safeguard': 'it offers to switch a check off or to go without consent',
  'do-not-tell-user': 'it asks to keep something from the user',
  exfiltration: 'it would have the model hand over its context or secrets',
  'fake-role': 'it imitates a system message or a directive of the host',
  'fake-verdict': 'it carries a ready-made verdict',
  'hidden-unicode': 'it hides text in invisible characters',
  'html-comment': 'it hides text in a comment',
  'ignore-previous': 'it tells the model to drop instructions, guard rails or the user’s wishes',
  'look-alike-letters': 'it disguises words by look-alike letters',
  preference: 'it praises itself over other tools',
  'read-other-file': 'it points the model to a private file that is none of its business',
  'run-command': 'it would have the model run a command that the task does not call for',
  'scripted-statement': 'it puts words into the model’s mouth',
  'self-classification': 'it tells a reviewer how to judge it',
  'tool-shadowing': 'it reaches into the use of other tools',
};

/** A signal without words of its own is said as it is named. */
export function signalWords(signal: string): string {
  return WORDS[signal] ?? `it shows signs of ${signal.replaceAll('-', ' ')}`;
}
