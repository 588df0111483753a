import { shell } from 'electron';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import { isAllowedOutside } from './external-links.ts';

/** Opens pages in the system's browser: those of Salesforce and of the practice org, and nothing else. */
export function openOutside(practiceUrl: string): (url: string) => Promise<void> {
  return async (url) => {
    if (!isAllowedOutside(url, practiceUrl)) {
      throw new ProblemError(toProblem('invalid-input', 'This is not an address of Salesforce.', { next: 'edit' }));
    }
    await shell.openExternal(url);
  };
}
