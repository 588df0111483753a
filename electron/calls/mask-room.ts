import { assertNever } from '../../shared/model/assert-never.ts';
import { partyRole } from '../../shared/model/call.ts';
import type { CallEvent, DeliveredEvent, SpokenUtterance } from '../../shared/model/call-event.ts';
import type { Store } from '../store/open-store.ts';
import { findCallOf } from './call-store.ts';
import { createMasker, type Masker, maskerMemory } from './masking/masker.ts';
import type { Mask } from './say.ts';

/** Masks what comes in, call by call. */
export type MaskRoom = {
  /** The masking of this event's call, ready to be used inside a transaction. */
  prepare(delivered: DeliveredEvent): Promise<Mask>;
  /** A tool call's arguments without secrets, those said in the call included. */
  maskInputs(delivered: DeliveredEvent, inputs: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** What an event tells beside what was said, without secrets. */
  maskEvent(delivered: DeliveredEvent): Promise<DeliveredEvent>;
  forget(delivered: DeliveredEvent): void;
};

/** Keeps a masker per call in progress; one that is missing after a restart is made anew from what was stored. */
export function createMaskRoom(store: Store): MaskRoom {
  const maskers = new Map<string, Masker>();

  async function maskerOf(delivered: DeliveredEvent): Promise<Masker> {
    const key = `${delivered.feed}\n${delivered.call}`;
    const held = maskers.get(key);
    if (held) return held;
    const call = await findCallOf(store.db, delivered.feed, delivered.call);
    const made = createMasker(call ? await storedTurns(store, call) : []);
    // Two events of one call may have asked at once: the first masker made is the one.
    const first = maskers.get(key) ?? made;
    maskers.set(key, first);
    return first;
  }

  return {
    async prepare(delivered) {
      const masker = await maskerOf(delivered);
      return (_call: string, { key, party, text }: SpokenUtterance, final: boolean) =>
        masker.mask({ key, party, text, final });
    },
    async maskInputs(delivered, inputs) {
      const masker = await maskerOf(delivered);
      return Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [name, fieldOf(masker.maskValue({ [name]: value }), name)]),
      );
    },
    async maskEvent(delivered) {
      const { event } = delivered;
      if (event.type !== 'call.started' && event.type !== 'call.analysed' && event.type !== 'call.troubled') {
        return delivered;
      }
      const masker = await maskerOf(delivered);
      return { ...delivered, event: maskTold(masker, event) };
    },
    forget: (delivered) => void maskers.delete(`${delivered.feed}\n${delivered.call}`),
  };
}

type Told = Extract<CallEvent, { type: 'call.started' | 'call.analysed' | 'call.troubled' }>;

function maskTold(masker: Masker, event: Told): CallEvent {
  const text = (of: string | null): string | null => (of === null ? null : String(masker.maskValue(of)));
  const texts = (of: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(of).map(([name, value]) => [name, String(fieldOf(masker.maskValue({ [name]: value }), name))]),
    );
  switch (event.type) {
    case 'call.started':
      return { ...event, variables: texts(event.variables) };
    case 'call.troubled':
      return { ...event, message: text(event.message) ?? '' };
    case 'call.analysed': {
      const { analysis } = event;
      const { summary, disposition, values } = analysis;
      const masked = { summary: text(summary), disposition: text(disposition), values: texts(values) };
      return { ...event, analysis: { ...analysis, ...masked } };
    }
    default:
      return assertNever(event);
  }
}

/** An input is masked together with its name, which may say that its value is a secret. */
function fieldOf(masked: unknown, name: string): unknown {
  return typeof masked === 'object' && masked !== null ? Object.getOwnPropertyDescriptor(masked, name)?.value : masked;
}

async function storedTurns(store: Store, call: string) {
  const rows = await store.db
    .selectFrom('utterances')
    .select(['key', 'party', 'text'])
    .where('call', '=', call)
    .where('state', '=', 'final')
    .where('doubled', '=', 0)
    .orderBy('seq', 'desc')
    .limit(maskerMemory)
    .execute();
  return rows.reverse().map(({ key, party, text }) => ({ key, text, party: partyRole.parse(party) }));
}
