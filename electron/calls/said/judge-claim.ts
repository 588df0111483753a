import type { ClaimAct, ClaimState, ClaimTopic, SaidClaim } from '../../../shared/model/said-claim.ts';

/** What is looked at of a proposal to tell whether it is what an agent spoke of. */
export type SeenProposal = {
  id: string;
  number: number;
  label: string;
  object: string;
  operation: string;
  state: string;
  /** API names of the fields it sets. */
  fields: readonly string[];
  /** Its values, lower case. */
  text: string;
  createdAt: number;
};

/** What came of a claim, and the proposal that shows it. */
export type Judgement = { state: ClaimState; by: SeenProposal | null };

/** Until then a tool call and the words about it are one moment, in milliseconds. */
const sameMomentMs = 60_000;

type Fits = (of: SeenProposal) => boolean;

const hasField =
  (pattern: RegExp): Fits =>
  (of) =>
    of.fields.some((field) => pattern.test(field));
const isOf =
  (...objects: string[]): Fits =>
  (of) =>
    objects.includes(of.object);
const says =
  (pattern: RegExp): Fits =>
  (of) =>
    pattern.test(of.text);
const either =
  (...ways: Fits[]): Fits =>
  (of) =>
    ways.some((way) => way(of));

/** Topics that name a field: each of them has to be so for the claim to be so. */
const fieldTopics: Partial<Record<ClaimTopic, Fits>> = {
  email: hasField(/email/i),
  phone: hasField(/phone|mobile|fax/i),
  address: hasField(/street|city|postal|address$/i),
  name: hasField(/(?:first|last|^)name$/i),
  priority: hasField(/^priority$/i),
};

const work = isOf('Case', 'CaseComment', 'Task', 'Event');

const topics: Partial<Record<ClaimTopic, Fits>> = {
  case: isOf('Case', 'CaseComment'),
  status: hasField(/status|stage/i),
  lead: isOf('Lead'),
  contact: isOf('Contact', 'Lead', 'Account'),
  appointment: either(
    isOf('Event', 'Task', 'ServiceAppointment'),
    says(/appointment|visit|meeting|demo|technician|call ?back|inspection/),
  ),
  order: says(/order|reserv|booking|return|exchang|subscri|deliver|replace|flight|goods/),
  refund: says(/refund|reimburs|credit|money|waive|charge/),
  note: either(isOf('CaseComment', 'Task', 'TopicAssignment'), hasField(/description|comment|note/i)),
};

const acts: Record<ClaimAct, Fits> = {
  change: (of) => of.operation === 'update',
  remove: (of) => of.operation !== 'create',
  open: (of) => of.operation === 'create',
  close: (of) => of.object === 'Case' && of.fields.includes('Status'),
  note: either(isOf('CaseComment', 'Task', 'Case', 'TopicAssignment'), hasField(/description|comment|note|priority/i)),
  contact: work,
  refund: topics.refund ?? work,
  book: either(isOf('Event', 'Task'), says(/appointment|visit|meeting|technician|book|schedul|reserv/)),
  cancel: says(/cancel|terminat|end/),
  process: work,
  send: work,
  submit: () => true,
  confirm: () => true,
};

/** Acts that need the object to be made, whatever topic is named. */
const creates: ReadonlySet<ClaimAct> = new Set(['open']);

/** Whether what an agent claimed is so: pure, from what stands in the call. */
export function judgeClaim(
  claim: Pick<SaidClaim, 'act' | 'topics'>,
  saidAt: number,
  seen: readonly SeenProposal[],
): Judgement {
  const writes = seen
    .filter((of) => of.operation !== 'read' && of.state !== 'superseded')
    .toSorted((a, b) => a.createdAt - b.createdAt);
  const ways = waysOf(claim);
  const judged = ways.map((way) => judgeOne(writes.filter(way), saidAt));
  return judged.reduce((worst, each) => (rank[each.state] > rank[worst.state] ? each : worst));
}

const rank: Record<ClaimState, number> = { done: 0, waiting: 1, rejected: 2, 'never-asked': 3 };

function waysOf({ act, topics: named }: Pick<SaidClaim, 'act' | 'topics'>): Fits[] {
  // What was handed on, or will be confirmed, is whatever was asked for.
  if (act === 'submit' || act === 'confirm') return [acts[act]];
  const fields = named.flatMap((topic) => fieldTopics[topic] ?? []);
  if (fields.length > 0 && act !== 'open') return fields;
  const about = named.flatMap((topic) => topics[topic] ?? []);
  if (about.length === 0) return [acts[act]];
  const way = either(...about);
  return [creates.has(act) ? (of) => of.operation === 'create' && way(of) : way];
}

/** The proposal spoken of is the last one before the words; what came later may make them true. */
function judgeOne(fitting: readonly SeenProposal[], saidAt: number): Judgement {
  const before = fitting.findLastIndex((of) => of.createdAt <= saidAt + sameMomentMs);
  const meant = fitting.slice(Math.max(0, before));
  const written = meant.findLast((of) => of.state === 'written');
  if (written) return { state: 'done', by: written };
  const open = meant.find((of) => openStates.has(of.state));
  if (open) return { state: 'waiting', by: open };
  const last = meant.at(-1);
  return last ? { state: 'rejected', by: last } : { state: 'never-asked', by: null };
}

const openStates: ReadonlySet<string> = new Set(['waiting', 'approved', 'writing', 'uncertain', 'failed']);

/** Promises take a moment to be asked for; what is said to be done is asked for by then. */
const graceMs = { done: 3_000, promised: 30_000 };

/** From when on a claim is an alert; null where it is so, or on its way just as it was said. */
export function alertAt(
  { act, tense }: Pick<SaidClaim, 'act' | 'tense'>,
  state: ClaimState,
  saidAt: number,
): number | null {
  if (state === 'done') return null;
  // To hand something on, or to promise it, is true while it waits.
  if (state === 'waiting' && (tense === 'promised' || act === 'submit')) return null;
  return saidAt + graceMs[tense];
}
