import type { PartyRole } from '../../../shared/model/call.ts';
import type { MaskedText } from './mask-secrets.ts';

/** A turn on its way in; the turns of a call come in order. */
export type MaskerInput = { party: PartyRole; text: string; key: string; final: boolean };

/** A turn without its secrets, and earlier turns that turn out to have held the beginning of one. */
export type MaskerOutput = MaskedText & { also: ({ key: string } & MaskedText)[] };
