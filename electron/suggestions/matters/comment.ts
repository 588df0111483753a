import type { Suggestion } from '../../../shared/model/suggestion.ts';
import { statusCues } from '../cues/open-case-cues.ts';
import type { Speech } from '../cues/speech.ts';
import { fieldByDetail } from '../details.ts';
import type { Hearing } from '../reading/hearing.ts';
import { quoteTurn, toValue } from './quote.ts';
import { raisedIn } from './raised.ts';
import { toldReferences } from './told-references.ts';

/** A comment on the open case a caller asks after. */
export function suggestComment(hearing: Hearing, speech: Speech): Suggestion[] {
  const [raised] = raisedIn(speech, statusCues);
  if (!raised) return [];
  const [cue] = raised.found;
  const body = cue ? quoteTurn(hearing, 'CommentBody', cue) : null;
  const references = toldReferences(hearing, { unnamedFrom: null }).flatMap((heard) => {
    const field = fieldByDetail.add_comment[heard.detail];
    return field ? [toValue(hearing, field, heard)] : [];
  });
  return [
    {
      action: 'add_comment',
      matter: 'comment',
      pinnedTo: hearing.turns[raised.turn]?.utterance.id ?? '',
      values: [...(body ? [body] : []), ...references],
      certainty: raised.certainty,
      reasons: raised.reasons,
    },
  ];
}
