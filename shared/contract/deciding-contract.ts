import { deciding } from '../model/deciding.ts';
import { refusable } from './refusable.ts';

/** The contract's calls about how decisions are made here. */
export const decidingContract = {
  read: refusable.output(deciding),
  write: refusable.input(deciding).output(deciding),
};
