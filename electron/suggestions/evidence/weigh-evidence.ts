import type { Certainty } from '../../../shared/model/certainty.ts';
import type { Evidence, EvidenceMark } from '../../../shared/model/evidence.ts';
import type { ProposedValue } from '../../../shared/model/proposal.ts';
import type { Conversation } from '../conversation.ts';
import type { Heard } from '../extract/heard.ts';
import { type Hearing, hear } from '../reading/hearing.ts';
import { findDoubt } from './find-doubt.ts';
import { findGist, findPlace, latest, type Place, placeOf, toEvidence } from './find-place.ts';
import { findSpelling } from './find-spelling.ts';
import { saidOfKind } from './said-of-kind.ts';
import { bareValue, kindOf, type ValueKind } from './value-kind.ts';

/**
 * Holds values against all that was said so far: finds the words behind each, says what is doubtful about them, and
 * lowers its certainty. A value that was weighed before is weighed anew from how it came. `byHand` names the fields that
 * a person filled: only what is said against their words afterwards is told of those. The conversation is read once.
 */
export function weighEvidence(
  conversation: Conversation,
): (values: readonly ProposedValue[], byHand?: ReadonlySet<string>) => ProposedValue[] {
  const hearing = hear(conversation);
  const kinds = new Map<ValueKind, Heard[]>();
  const ofKind = (kind: ValueKind): Heard[] => {
    const known = kinds.get(kind) ?? saidOfKind(hearing, kind);
    kinds.set(kind, known);
    return known;
  };
  return (values, byHand = new Set()) =>
    values.map((value) => {
      // Of a very long call only the latest part is read: what was found before it stays found.
      if (value.asTold && value.evidence && !placeOf(hearing, value.evidence)) return value;
      const told = asTold(value);
      const kind = kindOf(told);
      if (told.origin !== 'said' || kind === null) return placedIn(hearing, told);
      const others = new Set(values.filter((each) => each !== value).map((each) => bareValue(kind, each.value)));
      const found = weigh({ hearing, value: told, kind, of: ofKind(kind), others, byHand: byHand.has(value.field) });
      return placedIn(hearing, found ? finish(told, found) : told);
    });
}

function asTold(value: ProposedValue): ProposedValue {
  const { asTold: told, marks: _, ...rest } = value;
  return told ? { ...rest, ...told } : rest;
}

type Weighing = {
  hearing: Hearing;
  value: ProposedValue;
  kind: ValueKind;
  of: readonly Heard[];
  /** What the proposal's other fields hold: said as well, it contradicts nothing. */
  others: ReadonlySet<string>;
  byHand: boolean;
};

/** What stands behind a value; `reason` is why, where it came without words. */
type Found = { evidence: Evidence | null; reason: string | null; marks: readonly EvidenceMark[] };

const neverSaid: EvidenceMark = { kind: 'never-said', words: 'never said in the call in these words', evidence: null };
const bySaying = 'the caller said it';
const byConfirming = 'the agent said it and the caller confirmed it';

function weigh(weighing: Weighing): Found | null {
  const { hearing, value, kind, of, byHand } = weighing;
  const known = placeOf(hearing, value.evidence);
  if (byHand) return known && { evidence: value.evidence, reason: null, marks: doubts(weighing, known) };
  const said = findPlace(hearing, value, { kind, of, by: 'caller' });
  const caller = known?.turn.by === 'caller' ? known : said;
  // Their last mention of it is what counts.
  if (caller) return found(weighing, { at: caller, last: latest([caller, said]) ?? caller, reason: bySaying });
  if (kind === 'prose') return known ? null : worded(hearing, value);
  const agent = known ?? findPlace(hearing, value, { kind, of, by: 'agent' });
  if (!agent) return value.evidence ? null : { evidence: null, reason: null, marks: [neverSaid] };
  if (agent.turn.confirmed) return found(weighing, { at: agent, last: agent, reason: byConfirming });
  const mark = { kind: 'agent-only' as const, words: 'only the agent said it', evidence: toEvidence(agent) };
  return { evidence: null, reason: null, marks: [mark, ...doubts(weighing, agent)] };
}

function found(weighing: Weighing, { at, last, reason }: { at: Place; last: Place; reason: string }): Found {
  const evidence = weighing.value.evidence ?? toEvidence(at);
  return { evidence, reason, marks: doubts(weighing, last) };
}

/** The agent's own words for what the caller told. */
function worded(hearing: Hearing, { value }: ProposedValue): Found {
  const gist = findGist(hearing, String(value));
  if (!gist) return { evidence: null, reason: null, marks: [neverSaid] };
  return { evidence: toEvidence(gist), reason: 'worded by the agent', marks: [] };
}

function doubts({ hearing, value, kind, of, others }: Weighing, place: Place): EvidenceMark[] {
  if (kind === 'prose') return [];
  const doubted = { value: value.value, kind, place, of, others };
  // What is taken back need not be read in two ways as well.
  const doubt = findDoubt(hearing, doubted) ?? findSpelling(hearing, doubted);
  return doubt ? [doubt] : [];
}

/** The value with what was found, and with how it came, to be weighed anew when more was said. */
function finish(told: ProposedValue, { evidence, reason, marks }: Found): ProposedValue {
  const isNew = told.evidence === null && evidence !== null;
  const reasons = told.reasons.filter((each) => !(marks.length > 0 || isNew) || !/^never said/.test(each));
  const certainty = isNew && told.certainty === 'unsure' ? 'likely' : told.certainty;
  const weighed = {
    evidence,
    certainty: marks.reduce((so, { kind }) => lowered(so, kind), certainty),
    reasons: [...reasons, ...(isNew && reason ? [reason] : []), ...marks.map(({ words }) => words)],
  };
  if (!isNew && marks.length === 0) return told;
  const { certainty: before, reasons: because } = told;
  return {
    ...told,
    ...weighed,
    ...(marks.length > 0 ? { marks: [...marks] } : {}),
    asTold: { evidence: told.evidence, certainty: before, reasons: because },
  };
}

/** What can be read in two ways may still be right; the rest is not to be relied on. */
function lowered(before: Certainty, mark: EvidenceMark['kind']): Certainty {
  return mark === 'spelled' && before === 'certain' ? 'likely' : 'unsure';
}

/** Says of all words who said them, and when. */
function placedIn({ turns }: Hearing, value: ProposedValue): ProposedValue {
  const place = <T extends Evidence | null>(evidence: T): T => {
    const utterance = evidence && turns.find((turn) => turn.utterance.id === evidence.utterance)?.utterance;
    return utterance ? { ...evidence, by: utterance.party, atMs: utterance.startMs } : evidence;
  };
  const { evidence, alternatives, marks } = value;
  return {
    ...value,
    evidence: place(evidence),
    alternatives: alternatives.map((other) => ({ ...other, evidence: place(other.evidence) })),
    ...(marks ? { marks: marks.map((mark) => ({ ...mark, evidence: place(mark.evidence) })) } : {}),
  };
}
