import { useMemo, useRef, useState } from 'react';
import { mostInBulk } from '../../shared/contract/bulk-contract.ts';
import type { ListedProposal } from '../../shared/contract/views.ts';
import { readingBasis } from '../../shared/model/reading-pace.ts';
import { useLine } from '../client/console-context.tsx';
import { useDecisions } from '../desk/decisions.tsx';
import { useKeys } from '../desk/keys.tsx';
import { useDeciding } from '../desk/use-deciding.ts';
import { useScreenTime } from '../desk/use-screen-time.ts';
import { RejectDialog } from '../proposal/dialogs/reject-dialog.tsx';
import { Note } from '../ui/note.tsx';
import { useOrgs } from '../ui/org-context.tsx';
import { Press } from '../ui/press.tsx';
import { SectionLabel } from '../ui/states.tsx';
import style from './bulk.module.css';
import { type BulkPlan, planBulk } from './bulk-groups.ts';
import { BulkOutcome } from './bulk-outcome.tsx';
import { BulkTable } from './bulk-table.tsx';
import { useBulk } from './use-bulk.ts';

type BulkPanelProps = {
  picked: readonly ListedProposal[];
  onClear: () => void;
};

/** Under which name the time of the panel on the screen is counted. */
const panel = 'picked';

/** Everything that was picked, as tables of like changes, and the one decision about it. */
export function BulkPanel(props: BulkPanelProps) {
  const { picked, onClear } = props;
  const [rejecting, setRejecting] = useState(false);
  const bulk = useBulk();
  const orgs = useOrgs();
  const { sensitive } = useDeciding().deciding;
  const offline = useLine().state === 'open' ? null : 'Reconnecting: deciding waits until the console is back.';
  const environmentOf = useMemo(() => {
    const byId = new Map(orgs.map(({ id, environment }) => [id, environment]));
    return (org: string) => byId.get(org) ?? null;
  }, [orgs]);
  const plan = useMemo(() => planBulk(picked, 'approve', environmentOf, sensitive), [picked, environmentOf, sensitive]);
  const toReject = useMemo(() => planBulk(picked, 'reject', environmentOf), [picked, environmentOf]);
  const box = useRef<HTMLDivElement>(null);
  const { screenTimes } = useDecisions();
  const basis = useMemo(() => plan.taken.map(readingBasis).join('\n'), [plan]);
  useScreenTime(panel, bulk.run ? null : basis, box);
  const whyNot = (of: BulkPlan) => offline ?? of.mixed ?? tooManyOrNone(of);
  const approve = () => {
    if (bulk.run?.problem?.code === 'pace') bulk.confirm();
    else if (!bulk.run && whyNot(plan) === null) bulk.approve(plan.taken, screenTimes.msOf(panel, basis));
  };
  const reject = () => {
    if (!bulk.run && whyNot(toReject) === null) setRejecting(true);
  };
  // The card of the chosen row is out of sight: its keys are not asked.
  const nothing = () => {};
  useKeys({
    'approve-picked': approve,
    reject,
    leave: bulk.run ? nothing : onClear,
    approve: nothing,
    edit: nothing,
    ask: nothing,
    undo: nothing,
    'more-time': nothing,
  });
  if (bulk.run) {
    const { run } = bulk;
    return (
      <BulkOutcome
        run={run}
        onStop={bulk.stop}
        onConfirm={bulk.confirm}
        onClose={() => {
          bulk.forget();
          onClear();
        }}
      />
    );
  }
  return (
    <div ref={box} className={style.panel}>
      <SectionLabel count={picked.length}>Picked</SectionLabel>
      {plan.mixed ? <Note tone="red">{plan.mixed}</Note> : null}
      <div className={style.presses}>
        <Press tone="primary" hint="⇧A" refusedBecause={whyNot(plan)} onPress={approve}>
          Approve {plan.taken.length}
        </Press>
        <Press hint="R" refusedBecause={whyNot(toReject)} onPress={reject}>
          Reject {toReject.taken.length}
        </Press>
        <Press tone="quiet" hint="Esc" onPress={onClear}>
          Clear
        </Press>
      </div>
      {plan.leftOut.length > 0 ? <LeftOut plan={plan} /> : null}
      {plan.groups.map((group) => (
        <BulkTable key={group.key} group={group} />
      ))}
      {rejecting && toReject.taken[0] ? (
        <RejectDialog
          of={{ ...toReject.taken[0], actionLabel: `${toReject.taken.length} proposals` }}
          hindrance={null}
          onClose={() => setRejecting(false)}
          onReject={(rejection) => {
            setRejecting(false);
            bulk.reject(toReject.taken, rejection, screenTimes.msOf(panel, basis));
          }}
        />
      ) : null}
    </div>
  );
}

function tooManyOrNone({ taken }: BulkPlan): string | null {
  if (taken.length === 0) return 'Nothing of it can be decided together.';
  return taken.length > mostInBulk ? `At most ${mostInBulk} at once.` : null;
}

function LeftOut(props: { plan: BulkPlan }) {
  const { leftOut } = props.plan;
  return (
    <Note tone="amber">
      {leftOut.length} left out: {leftOut.length === 1 ? 'it is' : 'they are'} decided one at a time.
      <ul className={style.leftOut}>
        {leftOut.slice(0, 20).map(({ proposal, why }) => (
          <li key={proposal.id}>
            {proposal.reference} {proposal.actionLabel}: {why}
          </li>
        ))}
        {leftOut.length > 20 ? <li>and {leftOut.length - 20} more</li> : null}
      </ul>
    </Note>
  );
}
