import type { RuleEffect } from '../../../shared/model/policy-verdict.ts';

/** What a rule does, in words. */
export const effectWords: Record<RuleEffect, string> = {
  block: 'Block',
  'ask-two': 'Ask two people',
  ask: 'Ask a person',
  'auto-approve': 'Approve',
};

/** What that means for a proposal. */
export const effectMeaning: Record<RuleEffect, string> = {
  block: 'It is rejected at once, and the agent is told so. Nobody can approve it.',
  'ask-two': 'Two people have to approve it, each signed in to Salesforce as somebody else.',
  ask: 'A person decides, even where another rule would approve it.',
  'auto-approve':
    'It is written without anybody being asked, if it is asked for after the rule was switched on. Deletions, access tokens, unverified callers and conflicts are asked about all the same.',
};
