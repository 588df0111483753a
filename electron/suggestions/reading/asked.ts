/** What an agent asked a caller for. */
export type Topic =
  | 'name'
  | 'email'
  | 'phone'
  | 'address'
  | 'postal-code'
  | 'city'
  | 'company'
  | 'account-number'
  | 'order-number'
  | 'policy-number'
  | 'claim-number'
  | 'room-number'
  | 'birthdate'
  | 'date'
  | 'time'
  | 'amount'
  | 'product'
  | 'plan'
  | 'details'
  | 'secret';

const asks: readonly { topic: Topic; pattern: RegExp }[] = [
  {
    topic: 'secret',
    pattern:
      /\b(?:pin|password|passcode|pass code|cvv|cvc|security code|ssn|social security|maiden name|first pet|pet you had|name of the pet|security (?:question|answer)|card number|number (?:on|of) (?:the|your) (?:credit |debit )?card|last four|last 4)\b/,
  },
  {
    topic: 'name',
    pattern:
      /\b(?:your|full|first|last|legal|whose|the|a) (?:\w+ )?name\b(?! of)|\bwho (?:am i|do i|is|are) .{0,40}\b(?:speaking|talking|chatting|calling)\b|\bwho am i (?:speaking|talking|chatting)\b/,
  },
  { topic: 'email', pattern: /\be-?mail\b/ },
  {
    topic: 'phone',
    pattern:
      /\b(?:phone|telephone|mobile|cell|callback|call back|contact) number\b|\bnumber to (?:reach|call)\b|\b(?:best|new|correct|right|your) number\b/,
  },
  {
    topic: 'address',
    pattern: /\b(?:(?:new|mailing|home|billing|street|your|current|shipping|full|the) address)\b|\bwhere do you live\b/,
  },
  { topic: 'postal-code', pattern: /\b(?:zip|zip ?code|postal code|post ?code|pin ?code)\b/ },
  { topic: 'city', pattern: /\b(?:city|town)\b/ },
  { topic: 'company', pattern: /\b(?:company|organi[sz]ation|employer|business)\b/ },
  { topic: 'account-number', pattern: /\baccount (?:number|id|no)\b/ },
  { topic: 'order-number', pattern: /\border (?:id|number|no)\b/ },
  { topic: 'policy-number', pattern: /\bpolicy (?:id|number|no)\b/ },
  { topic: 'claim-number', pattern: /\bclaim (?:id|number|no)\b/ },
  { topic: 'room-number', pattern: /\broom number\b|\bwhich room\b|\bwhat room\b/ },
  { topic: 'birthdate', pattern: /\b(?:birth|birthday|born)\b/ },
  { topic: 'date', pattern: /\b(?:what|which) (?:date|day)\b|\bwhen (?:did|was|were)\b|\bdate of\b/ },
  { topic: 'time', pattern: /\bwhat time\b|\bwhen would you like\b/ },
  { topic: 'amount', pattern: /\b(?:amount|how much)\b/ },
  {
    topic: 'product',
    pattern:
      /\bwhich (?:product|software|application|app|service|card|device|item)\b|\bwhat (?:product|software|application|app|device|item)\b/,
  },
  { topic: 'plan', pattern: /\bwhich plan\b|\bwhat plan\b/ },
  {
    topic: 'details',
    pattern:
      /\b(?:(?:let (?:us|me) know|tell (?:us|me)|what(?:'s| is| was)|provide|describe|explain|elaborate|share) .{0,40}\b(?:request|details?|detailed|problem|issue|happened|reason|report|more|wrong|return|going on|like)\b|what (?:happened|went wrong|seems to be)|reason for|more details|can you elaborate)\b/,
  },
];

const asksForMore = /\?|\bplease\b|\blet (?:us|me) know\b/;
const announces = /\b(?:submitted|will (?:have|contact|get|be in touch))\b/;

/** The topics one turn of an agent asks for; empty where it asks for nothing known. */
export function topicsAsked(text: string): readonly Topic[] {
  const read = text.slice(0, 1_000).toLowerCase();
  const topics = asks.filter((each) => each.pattern.test(read)).map((each) => each.topic);
  const asksDetails = asksForMore.test(read) && !announces.test(read);
  return asksDetails ? topics : topics.filter((topic) => topic !== 'details');
}
