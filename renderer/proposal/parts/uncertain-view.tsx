import { otherSide } from '../../../shared/model/other-side.ts';
import { isOutbound } from '../../../shared/model/outbound.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { useDecisions } from '../../desk/decisions.tsx';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';

/** A write whose answer was lost: the console looks; where looking cannot tell, a person says. */
export function UncertainView(props: { of: Proposal; problem: Problem; needsPerson: boolean }) {
  const { of, problem, needsPerson } = props;
  const decisions = useDecisions();
  const goesOut = isOutbound(of);
  if (!needsPerson) {
    return (
      <Note tone="amber">
        {problem.message} {goesOut ? 'Checking whether it arrived.' : 'Checking in Salesforce whether it was written.'}{' '}
        It is not sent again before that is known.
      </Note>
    );
  }
  return (
    <Note
      tone="amber"
      actions={
        <>
          <Press onPress={() => void decisions.settleByHand(of, true)}>
            {goesOut ? 'It went out' : 'It was written'}
          </Press>
          <Press onPress={() => void decisions.settleByHand(of, false)}>
            {goesOut ? 'It did not: send it' : 'It was not written'}
          </Press>
        </>
      }
    >
      {problem.message}{' '}
      {goesOut
        ? `Look at what ${otherSide(of)} says of it, then say what you found.`
        : 'Looking could not tell whether it was written. Look at the record in Salesforce, then say what you found.'}
    </Note>
  );
}
