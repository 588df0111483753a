/**
 * Words by what they mean to a call centre. A cue names concepts, not words, so that "my card got stolen" and "I lost my
 * debit card" are one rule. Common misspellings and mishearings stand with the word they stand for.
 */
const wordsByConcept = {
  card: 'card cards creditcard debitcard',
  wallet: 'wallet purse handbag',
  lose: 'lost lose losing stolen stole steal misplaced missing theft thief robbed',
  miss: 'miss missed',
  block: 'block blocked freeze deactivate',
  charge:
    'charge charges charged bill bills billed fee fees payment payments transaction transactions purchase purchases statement penalty invoice invoices withdrawal withdrawals debited debit deducted deduction amount',
  overcharged: 'overcharged overbilled',
  working: 'working work works functioning opening responding loading respoding rking',
  number: 'number numbers',
  placeWord: 'city street town state zip',
  passengerOrder: 'passenger flight reservation booking',
  wrong:
    'error errors mistake mistaken wrong wrongly incorrect incorrectly extra unexpected unknown unrecognized unrecognised unauthorized unauthorised duplicate duplicated false falsely suspicious unfair mystery improper inaccurate discrepancy',
  dispute:
    'dispute disputed disputing remove removed reverse reversed waive waived overcharged overbilled rmoved contest',
  twice: 'twice double doubled',
  recognise:
    'recognize recognise authorize authorise authorized authorised authorization authorisation initiate initiated consent approve approved make made purchase purchased buy bought order ordered do did mine',
  not: 'not didnt dont doesnt isnt wasnt arent wont cant cannot couldnt havent hasnt hadnt never nt unable without stopped unsuccessful',
  close: 'close closed closing terminate terminating deactivate cancel cancelling canceling shut discontinue',
  cancel: 'cancel cancelling canceling cancelled canceled terminate discontinue disconnect unsubscribe cut',
  account: 'account accounts accout acount accoumt ac acct savings checking',
  service: 'service services srevice subscription subscriptions membership connection contract',
  utility: 'internet intrnet cable broadband fiber fibre dsl landline television connection internt',
  line: 'phone mobile tv cell',
  plan: 'plan plans package packages',
  fresh: 'new another',
  old: 'old outdated obsolete',
  other: 'new another different',
  amend: 'change changes changed changing update updated updating amend set add added modify edit switch',
  record: 'contact contacts profile record records',
  replace: 'replacement replace replacing reissue reissued replaced',
  expired: 'expired expires expire expiring',
  device:
    'phone phones iphone myipon ipon screen screens mobile mobiles cell cellphone smartphone tablet ipad laptop display android handset device watch camera macbook dishwasher washer fridge refrigerator freezer oven stove dryer machine printer router modem boiler furnace heater microwave vacuum tv television',
  broken:
    'broken broke break crack cracked cracks craked shattered shatter damaged damage damages smashed dropped fell scratched defective faulty dented leaking leaks leak craccked',
  fix: 'fix fixing fixed repair repairing repaired repairs',
  software:
    'software softwares softweare app apps application applications applicaton program programme skype outlook excel browser chrome firefox messenger website site webpage page portal system server servers computer laptop login antivirus windows email mail instagram facebook whatsapp zoom teams cart',
  trouble:
    'problem problems issue issues trouble troubles error errors bug bugs glitch glitches fault crash crashes crashing crashed freezes freezing frozen hang hangs hanging slow slowly lagging stuck fails failing failed fail malfunction troubleshoot down',
  work: 'work works working worked rking respond responding responds respoding function functioning open opening opens opened load loading loads launch connect connecting connected login log logging sync syncing update updating start starting send sending sent run running accept accepting accepted',
  fraud: 'fraud fraudulent fraudulently scam scammed scammer hacked hack hacker phishing defrauded',
  suspicious: 'suspicious unusual strange weird odd unauthorized unauthorised funny fishy',
  money:
    'money funds dollars credits cash balance deposit deposited transfer transfers transferred withdrawal activity behavior behaviour transaction transactions',
  gone: 'missing gone stolen disappeared vanished stole stealing taken took taking steals robbed short',
  somebody: 'somebody someone anybody nobody thief hacker stranger someones somebodys',
  deed: 'took taken taking takes stole stealing stolen withdrew withdrawn withdrawing transferred transfered transferring used using messing charged charging bought purchased made accessed hacked spending spent has tampering',
  authorise:
    'authorize authorise authorized authorised authorization approve approved consent initiate initiated recognize recognise',
  fileIt: 'log file raise submit open register',
  expense: 'expense expenses travel',
  inside: 'in',
  refused: 'declined rejected refused',
  customer: 'customer client',
  me: 'me us myself',
  add: 'add register',
  known: 'customer client system',
  urgent: 'urgent urgently escalate escalated priority asap',
  inquiry: 'quote quotation inquiry enquiry demo trial',
  orderOnly: 'order orders',
  accepted: 'accepted accept accepting',
  logWord: 'log sign get',
  access: 'login access signin',
  speak: 'speak talk',
  manager: 'manager supervisor',
  now: 'now',
  streetWord: 'street avenue ave road drive lane boulevard blvd court',
  useWord: 'use',
  insteadWord: 'instead',
  setDown: 'put note save keep',
  be: 'is are was were went goes been',
  down: 'down',
  my: 'my our',
  policy: 'policy policies',
  room: 'room rooms suite',
  roomService: 'roomservice housekeeping',
  amenity:
    'towel towels pillow pillows blanket blankets ice soap shampoo toiletries sheets breakfast champagne ac aircon heater heating shower toilet steak cheeseburger wine beers',
  fitting: 'ac aircon heater heating shower toilet tub sink lights',
  request: 'request requesting',
  get: 'get getting make',
  staying: 'staying stay guest',
  itself: 'itself automatically',
  reportNoun: 'report',
  billing: 'bill bills charge charges charged fee fees payment statement invoice',
  reference: 'claim order account policy flight booking reservation ticket invoice card seat',
  return: 'return returning returned exchange exchanging',
  refund: 'refund refunded refunds reimbursement reimburse reimbursed moneyback',
  misdelivered: 'delivery goods box item items size color colour product order parcel shirt jeans jacket boots package',
  goods:
    'item items order orders package packages parcel shirt shirts jeans jacket jackets boots shoes dress pants sweater clothes clothing product products purchase shipment delivery size color colour hat coat bag pair',
  unfit: 'stain stained stains torn ripped wrong defective damaged broken faulty incorrect mixed',
  arrive:
    'arrive arrived arriving receive received receiving deliver delivered delivery come came show showed shipped shipping get got gotten',
  parcel: 'box boxes package packages parcel order orders item items delivery shipment purchase product letter',
  shipping: 'shipping delivery ship shipped shipment',
  code: 'promo coupon discount voucher promotional promocode code codes',
  invalid: 'invalid expired rejected declined unaccepted',
  complaint: 'complaint complaints complain complaining coplaint grievance escalate',
  ticket: 'ticket tickets case cases',
  openUp: 'open create raise file log start submit make',
  claim: 'claim claims cliam calim',
  status: 'status stauts staus update progress state',
  inquire:
    'know check checking find ask asking enquire inquire about going happening see tell what whats where wheres how hear heard look',
  prior: 'filed made submitted did opened raised reported existing earlier previous previously ago last',
  want: 'want wants wanted wand need needs needed like love wish looking interested interest planning please help get getting wanna require apply applying prefer buy',
  signup: 'signup subscribe enroll enrol',
  sign: 'sign signing signed',
  up: 'up',
  interested: 'interested interest',
  offer: 'plan plans product products offer offers offering solution solutions package packages',
  sales: 'quote quotation demo trial pricing brochure',
  change:
    'change changes changed changing update updated updating correct corrected edit modify amend replace switch chnage add fix',
  moved: 'moved moving relocated relocating relocate',
  address: 'address addresses adress addrss residence',
  emailWord: 'email emails mail',
  phoneWord: 'phone mobile cell telephone contact',
  nameWord: 'name surname lastname',
  married: 'married marriage divorced',
  order: 'order orders shipping delivery shipment package reservation flight booking seat',
  outage: 'outage down out',
} as const satisfies Record<string, string>;

/** What a word means to the cues; `sum` is an amount of money, `takenBack` a "never mind". */
export type Concept = keyof typeof wordsByConcept | 'sum' | 'takenBack';

const conceptsByWord = new Map<string, Concept[]>();
for (const [concept, words] of Object.entries(wordsByConcept)) {
  for (const word of words.split(' ')) {
    const known = conceptsByWord.get(word);
    if (known) known.push(concept as Concept);
    else conceptsByWord.set(word, [concept as Concept]);
  }
}

const none: readonly Concept[] = [];

/** The concepts a lower-case word stands for. */
export function conceptsOf(word: string): readonly Concept[] {
  return conceptsByWord.get(word) ?? none;
}
