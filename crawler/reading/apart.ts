/** The reading process: unpacks what it is sent and reads it. Nobody imports this; see `readApart`. */
import { answerWith } from '../sandbox/answer.ts';
import { readPacked } from './packed.ts';

// Thousands of the program's throws are followed; nobody looks at their stacks.
Error.stackTraceLimit = 0;
answerWith(readPacked);
