import type { ClaimAct, ClaimTopic } from '../../../shared/model/said-claim.ts';

/** A verb in the forms that claims are made with. */
type Verb = {
  act: ClaimAct;
  base: string;
  past: string;
  ing: string;
  /** What must follow, or stand before where it is passive, for it to be a claim. */
  of?: RegExp;
};

const matter =
  /\b(?:cases?|tickets?|complaints?|requests?|claims?|reports?|issues?|inquiry|enquiry|returns?|disputes?)\b/;
const settled =
  /\b(?:cases?|tickets?|complaints?|requests?|claims?|reports?|issues?|inquiry|enquiry|disputes?|leads?)\b/;
const thing = /\b(?:the|your|this|that|it|them|those|these|both|a|an|\$?\d)\b/;
const money = /\b(?:money|funds|amount|dollars?|payment|balance)\b|\$/;

const verb = (act: ClaimAct, base: string, past: string, ing: string, of?: RegExp): Verb => ({
  act,
  base,
  past,
  ing,
  of,
});

/** The verbs of claims. `past` is the form after "I have" and "has been" alike, where they differ both. */
export const verbs: readonly Verb[] = [
  verb('change', 'update', 'updated', 'updating', thing),
  verb('change', 'change', 'changed', 'changing', thing),
  verb('change', 'correct', 'corrected', 'correcting', thing),
  verb('change', 'amend', 'amended', 'amending', thing),
  verb('change', 'modify', 'modified', 'modifying', thing),
  verb('change', 'adjust', 'adjusted', 'adjusting', thing),
  verb('change', 'switch', 'switched', 'switching', thing),
  verb('change', 'edit', 'edited', 'editing', thing),
  verb('change', 'upgrade', 'upgraded', 'upgrading', thing),
  verb('change', 'downgrade', 'downgraded', 'downgrading', thing),
  verb('change', 'include', 'included', 'including', /\b(?:that|it|your)\b/),
  verb('change', 'add', 'added', 'adding', thing),
  verb('change', 'save', 'saved', 'saving', thing),
  verb('change', 'store', 'stored', 'storing', thing),
  verb('remove', 'remove', 'removed', 'removing', thing),
  verb('remove', 'delete', 'deleted', 'deleting', thing),
  verb('open', 'create', 'created', 'creating', thing),
  verb('open', 'open', 'opened', 'opening', matter),
  verb('open', 'log', 'logged', 'logging', thing),
  verb('open', 'file', 'filed', 'filing', thing),
  verb('open', 'raise', 'raised', 'raising', matter),
  verb('open', 'register', 'registered', 'registering', thing),
  verb('open', 'start', 'started', 'starting', matter),
  verb('open', 'initiate', 'initiated', 'initiating', thing),
  verb('close', 'close', 'closed', 'closing', settled),
  verb('close', 'resolve', 'resolved', 'resolving', settled),
  verb('note', 'note', 'noted', 'noting', thing),
  verb('note', 'record', 'recorded', 'recording', thing),
  verb('note', 'document', 'documented', 'documenting', thing),
  verb('submit', 'submit', 'submitted', 'submitting'),
  verb('submit', 'forward', 'forwarded', 'forwarding', thing),
  verb('submit', 'escalate', 'escalated', 'escalating', thing),
  verb('submit', 'report', 'reported', 'reporting', thing),
  verb('submit', 'request', 'requested', 'requesting', thing),
  verb(
    'send',
    'send',
    'sent',
    'sending',
    /\b(?:the|your|this|that|it|them|those|a|an|you|somebody|someone|out|over|link|e-?mails?|confirmation)\b/,
  ),
  verb('send', 'email', 'emailed', 'emailing', /\b(?:you|it|that|them|the|your|a)\b/),
  verb('send', 'text', 'texted', 'texting', /\b(?:you|it|that|them|the|your|a)\b/),
  verb('send', 'mail', 'mailed', 'mailing', /\b(?:you|it|that|them|the|your|a)\b/),
  verb('send', 'ship', 'shipped', 'shipping', /\breplacement\b/),
  verb('refund', 'refund', 'refunded', 'refunding'),
  verb('refund', 'reimburse', 'reimbursed', 'reimbursing'),
  verb('refund', 'credit', 'credited', 'crediting', /\b(?:the|your|you|it|account|back|amount)\b|\$/),
  verb('refund', 'waive', 'waived', 'waiving'),
  verb('process', 'issue', 'issued', 'issuing', thing),
  verb('process', 'process', 'processed', 'processing', thing),
  verb(
    'process',
    'complete',
    'completed',
    'completing',
    /\b(?:order|booking|request|return|exchange|purchase|payment|transfer|change|registration|reservation)\b/,
  ),
  verb('process', 'order', 'ordered', 'ordering', /\b(?:the|your|a|an|new|you|replacement)\b/),
  verb('process', 'replace', 'replaced', 'replacing', thing),
  verb('process', 'exchange', 'exchanged', 'exchanging', thing),
  verb('process', 'reset', 'reset', 'resetting', /\b(?:password|pin|account|access|modem|router|line)\b/),
  verb('process', 'transfer', 'transferred', 'transferring', money),
  verb('process', 'pay', 'paid', 'paying', /\b(?:bill|invoice|balance)\b/),
  verb('process', 'place', 'placed', 'placing', /\b(?:order|hold|request)\b/),
  verb('process', 'put in', 'put in', 'putting in', /\b(?:order|request|ticket|claim)\b/),
  verb('process', 'activate', 'activated', 'activating', thing),
  verb('process', 'deactivate', 'deactivated', 'deactivating', thing),
  verb('process', 'block', 'blocked', 'blocking', /\b(?:card|account|number)\b/),
  verb('process', 'lock', 'locked', 'locking', /\b(?:card|account)\b/),
  verb(
    'cancel',
    'cancel',
    'cancell?ed',
    'cancell?ing',
    /\b(?:the|your|this|that|it|them|both|all|a|reservation|order|appointment|subscription)\b/,
  ),
  verb('book', 'book', 'booked', 'booking', /\b(?:the|your|you|it|that|a|an|for)\b/),
  verb('book', 'schedule', 'scheduled', 'scheduling', /\b(?:the|your|you|it|that|a|an|for)\b/),
  verb('book', 'reschedule', 'rescheduled', 'rescheduling', thing),
  verb('book', 'reserve', 'reserved', 'reserving', thing),
  verb('book', 'arrange', 'arranged', 'arranging', thing),
];

/** Idioms that say what no single verb does; `base`, `past` and `ing` are patterns. */
export const idioms: readonly Verb[] = [
  verb('note', 'make (?:a|another) note', 'made (?:a|another) note', 'making (?:a|another) note'),
  verb(
    'note',
    '(?:add|leave|put) (?:a|your|this|that)? ?(?:note|comment)s?',
    '(?:added|left|put) (?:a|your|this|that)? ?(?:note|comment)s?',
    '(?:adding|leaving) (?:a|your)? ?(?:note|comment)s?',
  ),
  verb(
    'note',
    '(?:write|take|put) (?:it|that|this|your \\w+) down',
    '(?:written|wrote|taken|took|put) (?:it|that|this|your \\w+) down',
    '(?:writing|taking) (?:it|that|this) down',
  ),
  verb(
    'book',
    'make (?:you )?(?:an?|the|your) (?:appointment|reservation|booking)',
    'made (?:you )?(?:an?|the|your) (?:appointment|reservation|booking)',
    'making (?:you )?(?:an?|the|your) (?:appointment|reservation|booking)',
  ),
  verb(
    'process',
    'make (?:the|your|that) payment',
    'made(?= |$|[,.!])',
    'making (?:the|your|that) payment',
    /\b(?:payments?|appointments?|reservations?|bookings?|changes?)\b/,
  ),
  verb(
    'change',
    'make (?:the|that|this|those|these|your) changes?',
    'made (?:the|that|this|those|these|your) changes?',
    'making (?:the|that|this|those|these|your) changes?',
  ),
  verb(
    'submit',
    'pass (?:it|that|this|them|both|everything|all|the \\w+|your \\w+)(?: \\w+)? (?:on|along|over)',
    'passed (?:it|that|this|them|both|everything|all|the \\w+|your \\w+)(?: \\w+)? (?:on|along|over)',
    'passing (?:it|that|this|them|both|the \\w+|your \\w+) (?:on|along|over)',
  ),
  verb(
    'submit',
    'pass (?:on|along) (?:the|your|this|that)',
    'passed (?:on|along) (?:the|your|this|that)',
    'passing (?:on|along) (?:the|your|this|that)',
  ),
  verb(
    'submit',
    'send (?:it|that|this|them|both|the \\w+|your \\w+) (?:\\w+ )?(?:for (?:approval|review)|to (?:the|our|my|a) (?:\\w+ )?(?:team|colleagues?|department|supervisor|manager))',
    'sent (?:it|that|this|them|both|the \\w+|your \\w+) (?:\\w+ )?(?:for (?:approval|review)|to (?:the|our|my|a) (?:\\w+ )?(?:team|colleagues?|department|supervisor|manager))',
    'sending (?:it|that|this|them|both|the \\w+|your \\w+) (?:\\w+ )?for (?:approval|review)',
  ),
  verb(
    'open',
    'set up (?:a|an|the|your) (?:\\w+ )?(?:case|ticket|task|account|profile|reminder)',
    'set up (?:a|an|the|your) (?:\\w+ )?(?:case|ticket|task|account|profile|reminder)',
    'setting up (?:a|an|the|your) (?:\\w+ )?(?:case|ticket|task|account|profile|reminder)',
  ),
  verb(
    'book',
    'set up (?:a|an|the|your) (?:\\w+ )?(?:appointment|meeting|visit|demo|call)',
    'set up (?:a|an|the|your) (?:\\w+ )?(?:appointment|meeting|visit|demo|call)',
    'setting up (?:a|an|the|your) (?:\\w+ )?(?:appointment|meeting|visit|demo|call)',
  ),
  verb('contact', 'call you', 'arranged for \\w+ to call', 'arranging a call'),
  verb('contact', '(?:get|come) back to you', 'asked \\w+ to (?:call|contact)', 'asking \\w+ to (?:call|contact) you'),
  verb('contact', '(?:be|get) in (?:touch|contact)(?! (?:if|when|once))', 'had \\w+ call', 'having \\w+ call you'),
  verb(
    'contact',
    'reach out to you|follow up with you|contact you|ring you|phone you|return your call|give you a (?:call|ring)',
    'asked for a call ?back',
    'scheduling a call ?back',
  ),
];

/** What the words may be about. */
export const topicWords: readonly [ClaimTopic, RegExp][] = [
  ['refund', /\b(?:refund\w*|reimburse\w*|money back|credit(?:ed)? (?:back|to your)|waive\w*)\b/],
  [
    'case',
    /\b(?:cases?|(?:support|service|trouble|help|repair) tickets?|(?:a|the|new) ticket|complaints?|claims?|reports?|disputes?|inquiry|enquiry|service request)\b/,
  ],
  ['status', /\bstatus\b/],
  ['priority', /\b(?:priority|urgent|urgency)\b/],
  ['phone', /\b(?:phone|mobile|cell|telephone|fax)\b|\b(?:your|the|new|contact|callback) number\b/],
  ['email', /\be-?mail\b(?! (?:you|shortly|with|confirmation|soon))/],
  [
    'address',
    /\b(?:street|shipping|delivery|billing|mailing|home|postal|new|your|the) address\b|\baddress\b(?! (?:this|that|the|it|your))/,
  ],
  ['name', /\b(?:last|first|full|your|the|company|maiden) name\b/],
  ['lead', /\b(?:a|the|as a|new) lead\b/],
  [
    'contact',
    /\b(?:contact (?:record|details|information|info)|your (?:contact|profile|details|record)|new contact)\b/,
  ],
  ['appointment', /\b(?:appointment|visit|meeting|demo|callback|call ?back|technician|session|inspection)\b/],
  ['order', /\b(?:order|reservation|booking|return|exchange|subscription|delivery|replacement|flight|item)\b/],
  ['note', /\b(?:notes?|comments?)\b/],
];
