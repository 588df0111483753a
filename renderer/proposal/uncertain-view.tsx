import type { Problem } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { useDecisions } from '../desk/decisions.tsx';
import { Note } from '../ui/note.tsx';
import { Press } from '../ui/press.tsx';

/** A write whose answer was lost: the console looks; where looking cannot tell, a person says. */
export function UncertainView(props: { of: Proposal; problem: Problem; needsPerson: boolean }) {
  const { of, problem, needsPerson } = props;
  const decisions = useDecisions();
  if (!needsPerson) {
    return (
      <Note tone="amber">
        {problem.message} Checking in Salesforce whether it was written. It is not sent again before that is known.
      </Note>
    );
  }
  return (
    <Note
      tone="amber"
      actions={
        <>
          <Press onPress={() => void decisions.settleByHand(of, true)}>It was written</Press>
          <Press onPress={() => void decisions.settleByHand(of, false)}>It was not written</Press>
        </>
      }
    >
      {problem.message} Looking could not tell whether it was written. Look at the record in Salesforce, then say what
      you found.
    </Note>
  );
}
