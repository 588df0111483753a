import type { Action } from '../../../shared/model/action.ts';
import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import type { ProposedValue } from '../../../shared/model/proposal.ts';
import type { PreparationContext } from '../../actions/prepare-values.ts';
import { asFile, recordingToUpload, withFile } from '../../actions/recording-file.ts';
import type { OrgReader } from './prepare-proposal.ts';

/** An action and its values; where a recording is to be uploaded it is fetched now, so that what is approved is what is sent. */
export async function withRecording(
  action: Action,
  values: ProposedValue[],
  describe: ObjectDescribe,
  context: { call: Pick<NonNullable<PreparationContext['call']>, 'sources'> | null; reader: OrgReader },
): Promise<{ action: Action; values: ProposedValue[] }> {
  const address = recordingToUpload(describe.name, values);
  if (address === null) return { action, values };
  try {
    const kept = await context.reader.keepRecording(address, context.call?.sources ?? []);
    return { action: withFile(action), values: asFile(values, kept, describe) };
  } catch (cause) {
    // Worth another try: the card says so, and how to.
    if (!(cause instanceof ProblemError) || cause.problem.next === 'retry') throw cause;
    const { message } = cause.problem;
    return { action, values: values.map((each) => (each.value === address ? { ...each, invalid: message } : each)) };
  }
}
