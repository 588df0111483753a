import type { CallDoorsView, ProposalClock } from '../../shared/contract/clock-view.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { sensitivityOf } from '../../shared/model/sensitivity.ts';
import { useLine } from '../client/console-context.tsx';
import { useDecisions } from '../desk/decisions.tsx';
import { useDeciding } from '../desk/use-deciding.ts';
import { Note } from '../ui/note.tsx';
import { useOrg } from '../ui/org-context.tsx';
import { Press } from '../ui/press.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { AskPress } from './ask-press.tsx';
import type { CardActions } from './card-actions.ts';
import { TrustMenu } from './dialogs/trust-menu.tsx';
import { RefusalNote } from './parts/refusal-note.tsx';
import { whyNotGive } from './parts/token-words.ts';
import style from './proposal-card.module.css';
import { hasUndo, UndoPress } from './undo-press.tsx';
import { whyNotApprove, whyNotEdit, whyNotReject } from './why-not.ts';

type CardFootProps = {
  of: Proposal;
  selected: boolean;
  callLive: boolean;
  clock: ProposalClock | null;
  tellDoor?: CallDoorsView['tell'] | null;
  actions: CardActions;
};

/** The decision that is due, and why it cannot be made just now. */
export function CardFoot(props: CardFootProps) {
  const { of, actions, selected } = props;
  const offline = useLine().state === 'open' ? null : 'Reconnecting: deciding waits until the console is back.';
  const busy = useDecisions().busy(of.id) ? 'Sent, waiting for the console.' : null;
  const sensitive = sensitivityOf(of, useDeciding().deciding.sensitive);
  const me = useOrg()?.user.id;
  const signed = of.firstApproval !== undefined && of.firstApproval.user === me;
  return (
    <footer className={style.foot}>
      {/* Beside the buttons, which stay in view: of a tall card the rest may not. */}
      <div className={style.said}>
        <ConfirmNote of={of} />
        <RefusalNote of={of} hindrance={actions.hindrance(of)} />
      </div>
      <Press
        tone={approveTone(of, selected)}
        hint={sensitive ? null : 'A'}
        hintElsewhere={!selected}
        refusedBecause={
          offline ?? busy ?? whyNotApprove(of) ?? whyNotGive(of, props.clock) ?? (signed ? signedAlready : null)
        }
        onPress={() => actions.approve(of)}
        onRefused={() => actions.approve(of)}
      >
        {of.status.state === 'waiting' && of.status.confirming && !of.firstApproval ? 'Approve once more' : 'Approve'}
      </Press>
      <Press
        hint="E"
        hintElsewhere={!selected}
        refusedBecause={offline ?? busy ?? whyNotEdit(of)}
        onPress={() => actions.edit(of)}
        onRefused={() => actions.edit(of)}
      >
        Edit
      </Press>
      <Press
        hint="R"
        hintElsewhere={!selected}
        refusedBecause={offline ?? busy ?? whyNotReject(of)}
        onPress={() => actions.reject(of)}
        onRefused={() => actions.reject(of)}
      >
        Reject
      </Press>
      <AskPress
        of={of}
        door={props.tellDoor}
        clock={props.clock}
        selected={selected}
        onAsk={(why) => actions.ask(of, why)}
      />
      <TrustMenu
        of={of}
        callLive={props.callLive}
        refusedBecause={offline ?? busy ?? whyNotApprove(of)}
        onApprove={() => actions.approve(of)}
      />
    </footer>
  );
}

const signedAlready = 'You approved it already: another user of this org signs in for it.';

/** What was approved once, and does when it is approved again. */
function ConfirmNote({ of: { status, operation } }: { of: Proposal }) {
  if (status.state !== 'waiting' || !status.confirming || !status.problem) return null;
  return (
    <Note tone={operation === 'delete' ? 'red' : 'amber'}>
      <VisibleText text={status.problem.message} />
    </Note>
  );
}

function approveTone(of: Proposal, selected: boolean): 'primary' | 'danger' | undefined {
  if (of.operation === 'delete') return 'danger';
  return selected ? 'primary' : undefined;
}

/** The way back, where there is one. */
export function SettledFoot({ of, actions }: Pick<CardFootProps, 'of' | 'actions'>) {
  const undo = actions.undo && hasUndo(of) ? actions.undo : null;
  if (!undo) return null;
  return (
    <footer className={style.foot}>
      <UndoPress of={of} hinted={actions.undoTarget === of.id} onPress={() => undo(of)} />
    </footer>
  );
}
