/** The unpacking process: lays out what it is sent. Nobody imports this; see `bringImage`. */
import { answerWith } from '../sandbox/answer.ts';
import { unpackImage } from './unpack.ts';

answerWith(unpackImage);
