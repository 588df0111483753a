import type { Suggestion } from '../../shared/model/suggestion.ts';
import type { Conversation } from './conversation.ts';
import { layOut } from './cues/speech.ts';
import { suggestCases } from './matters/case.ts';
import { suggestCaseChange } from './matters/case-change.ts';
import { suggestComment } from './matters/comment.ts';
import { suggestContactDetails } from './matters/contact-details.ts';
import { suggestLead } from './matters/lead.ts';
import { suggestLeadChange } from './matters/lead-change.ts';
import { suggestNewContact } from './matters/new-contact.ts';
import { hear } from './reading/hearing.ts';

/** What should be written because of what was said so far: every suggestion that holds now, by rules alone. */
export function suggest(conversation: Conversation): Suggestion[] {
  const hearing = hear(conversation);
  const speech = layOut(hearing.turns);
  return [
    ...suggestContactDetails(hearing, speech),
    ...suggestCases(hearing, speech),
    ...suggestLead(hearing, speech),
    ...suggestComment(hearing, speech),
    ...suggestCaseChange(hearing, speech),
    ...suggestLeadChange(hearing, speech),
    ...suggestNewContact(hearing, speech),
  ];
}
