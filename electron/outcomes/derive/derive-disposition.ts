import type { DerivedOutcome } from '../../../shared/model/outcome.ts';
import type { Utterance } from '../../../shared/model/utterance.ts';
import {
  doneWords,
  farewellWords,
  handoverWords,
  machineWords,
  promiseWords,
  servedWords,
  unableWords,
  unservedWords,
} from './cues.ts';
import type { EndedCall } from './derive-outcome.ts';

type Disposition = DerivedOutcome['disposition'];

/** How many turns before the last still belong to how a call ended. */
const endingTurns = 8;
const goodbyeTurns = 3;

/** What came of a call, where neither its platform nor its agent says it in words. */
export function deriveDisposition({ call, said }: EndedCall): Disposition {
  return (
    neverHeld(call.endReason, said) ??
    handedOver(call, said) ??
    judged(call.analysis?.successful ?? null) ??
    fromEnding(call.endReason, said)
  );
}

function neverHeld(reason: string | null, said: readonly Utterance[]): Disposition | null {
  const machine = said.find(({ text, party }) => party !== 'agent' && machineWords.test(text));
  if (/voice ?mail|machine/i.test(reason ?? '')) return because('Voicemail', `it ended with “${reason}”`);
  if (machine && said.filter(({ party }) => party === 'caller').length <= 2) {
    return because('Voicemail', 'a machine picked up', machine);
  }
  if (said.some(({ party }) => party === 'caller')) return null;
  // That no words were told is not that none were spoken.
  if (reason?.startsWith('assumed ended')) return because('Unclear', 'neither its words nor its end were told');
  return because('No answer', reason === null ? 'nobody spoke' : `nobody spoke; it ended with “${reason}”`);
}

function handedOver({ transfers, endReason }: EndedCall['call'], said: readonly Utterance[]): Disposition | null {
  const last = transfers?.at(-1);
  if (last)
    return because('Transferred', last.to === null ? 'the caller was handed over' : `handed over to ${last.to}`);
  if (/transfer|forward|take_over/i.test(endReason ?? ''))
    return because('Transferred', `it ended with “${endReason}”`);
  const words = said.slice(-goodbyeTurns - 1).findLast((each) => each.party === 'agent' && handsOver(each.text));
  return words ? because('Transferred', 'the agent said so', words) : null;
}

/** To offer it is not to do it. */
function handsOver(text: string): boolean {
  return text
    .split(/(?<=[.?!])\s+/)
    .some(
      (sentence) =>
        handoverWords.test(sentence) &&
        !/\?$|\b(?:can|could|may) (?:also )?(?:transfer|connect|put|hand)\b/i.test(sentence),
    );
}

function judged(successful: boolean | null): Disposition | null {
  if (successful === null) return null;
  const reasons = [`the platform calls it ${successful ? 'a success' : 'no success'}`];
  return { value: successful ? 'Resolved' : 'Not resolved', from: 'platform', reasons, utterances: [] };
}

function fromEnding(reason: string | null, said: readonly Utterance[]): Disposition {
  const ending = said.slice(-endingTurns);
  const lastOf = (party: 'agent' | 'caller', words: RegExp) =>
    ending.findLast((each) => each.party === party && words.test(each.text));
  const place = (each: Utterance | undefined) => (each ? ending.indexOf(each) : -1);
  const promised = lastOf('agent', promiseWords);
  const done = lastOf('agent', doneWords);
  const unable = lastOf('agent', unableWords);
  const unserved = lastOf('caller', unservedWords);
  const served = lastOf('caller', servedWords);

  if (unserved && place(unserved) > Math.max(place(done), place(served))) {
    return because('Not resolved', 'the caller left unserved', unserved);
  }
  if (promised) return because('Follow-up promised', 'the agent promised to come back to it', promised);
  if (done) return because('Resolved', 'the agent said that it is done', done);
  if (unable) return because('Not resolved', 'the agent could not do it', unable);
  if (served) return because('Resolved', 'the caller was content at the end', served);
  const farewell = said.slice(-goodbyeTurns).find((each) => each.party === 'caller' && farewellWords.test(each.text));
  if (farewell) return because('Resolved', 'the caller took leave with nothing left open', farewell);
  const left = said.filter(({ party }) => party === 'caller').length <= 1;
  if (left || /silence|inactiv|timed? ?-?out|no.?input|abandon/i.test(reason ?? '')) {
    return because('Abandoned', reason === null ? 'the caller left early' : `it ended with “${reason}”`);
  }
  return because('Unclear', 'nothing at its end tells what came of it');
}

function because(value: string, reason: string, words?: Utterance): Disposition {
  return { value, from: 'transcript', reasons: [reason], utterances: words ? [words.id] : [] };
}
