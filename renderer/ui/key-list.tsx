import { KeyHint } from './key-hint.tsx';
import style from './key-list.module.css';

const keys: { keys: string[]; does: string }[] = [
  { keys: ['J'], does: 'Next proposal' },
  { keys: ['K'], does: 'Previous proposal' },
  { keys: ['A'], does: 'Approve. On a card out of sight it only shows the card' },
  { keys: ['E'], does: 'Edit, then approve' },
  { keys: ['R'], does: 'Reject' },
  { keys: ['Y'], does: 'Ask the agent about it, without deciding' },
  { keys: ['X'], does: 'Pick, to decide about several at once; Shift with J, K or the arrows picks on' },
  { keys: ['Shift+A'], does: 'Approve what is picked' },
  { keys: ['U'], does: 'Take back what was decided last: before it is sent, or by an undo' },
  { keys: ['M'], does: 'Give it a day more before it ends undecided' },
  { keys: ['V'], does: 'Revoke what passes without asking for a while' },
  { keys: ['1'], does: 'Choose the first of the records a card offers; 2 the second, and so on' },
  { keys: ['Enter'], does: 'Open: into the card, or to the call' },
  { keys: ['S'], does: 'Choose words in the transcript, with the arrows; again, to use them' },
  { keys: ['['], does: 'Previous call' },
  { keys: [']'], does: 'Next call' },
  { keys: ['/'], does: 'Search' },
  { keys: ['G', 'L'], does: 'Go to Live' },
  { keys: ['G', 'A'], does: 'Go to Approvals, as it was; there, to everything that waits' },
  { keys: ['G', 'R'], does: 'Go to Records' },
  { keys: ['G', 'U'], does: 'Go to Automations' },
  { keys: ['G', 'F'], does: 'Go to Figures' },
  { keys: ['G', 'Q'], does: 'Go to SOQL' },
  { keys: ['G', 'J'], does: 'Go to Journal' },
  { keys: ['G', 'O'], does: 'Go to Outcomes' },
  { keys: ['A'], does: 'In Outcomes: agree with what was made out' },
  { keys: ['R'], does: 'In Outcomes: disagree, and why' },
  { keys: ['E'], does: 'In Outcomes: edit' },
  { keys: ['D'], does: 'In Outcomes: reviewed, and on to the next' },
  { keys: ['L'], does: 'In Outcomes: write back what is chosen, or picked' },
  { keys: ['F'], does: 'In Outcomes: flag, or take the flag away' },
  { keys: ['C'], does: 'In Outcomes: add a note' },
  { keys: ['O'], does: 'In Outcomes: assign to a supervisor' },
  { keys: ['Space'], does: 'Play the recording, or pause' },
  { keys: ['←', '→'], does: 'Five seconds back, or on; with Shift a line' },
  { keys: [',', '.'], does: 'Play slower, or faster' },
  { keys: ['F'], does: 'In Approvals: filter by call, agent, platform, action' },
  { keys: ['B'], does: 'In Approvals: group by call, agent or action; [ and ] go from group to group' },
  { keys: ['P'], does: 'In Approvals: views, to choose, name and delete' },
  { keys: ['G', '1'], does: 'In Approvals: the first view; 2 the second, and so on' },
  { keys: ['G', 'H'], does: 'Go to Handover' },
  { keys: ['?'], does: 'These keys' },
  { keys: ['Esc'], does: 'Leave a field, a dialog or a card' },
];

/** Every key and what it does. */
export function KeyList(props: { singleKeys: boolean }) {
  return (
    <dl className={style.keys}>
      {keys.map((each) => (
        <div key={each.does} className={style.key}>
          <dt>
            {!props.singleKeys && !['Enter', 'Esc', 'Space', '←'].includes(each.keys[0] ?? '') ? (
              <KeyHint>Ctrl+Shift</KeyHint>
            ) : null}
            {each.keys.map((key) => (
              <KeyHint key={key}>{key}</KeyHint>
            ))}
            <span className="sr-only">{each.keys.join(' then ')}</span>
          </dt>
          <dd>{each.does}</dd>
        </div>
      ))}
    </dl>
  );
}
