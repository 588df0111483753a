import { createHeldRequests, type HeldRequests } from './held-request.ts';

/** What goes into a held response beside the words of the answer, and nowhere else: an access token. */
export type Parcel = {
  values: Readonly<Record<string, string>>;
  /** Called once: whether a response that carries it has left. */
  delivered(arrived: boolean): void;
};

/** Hands something over to requests that are kept waiting, by their proposal; in this process's memory only. */
export type Handover = {
  held: HeldRequests;
  /** Whether anybody waits now for what comes of the proposal. */
  isAwaited(proposal: string): boolean;
  /** Leaves something for whoever waits. */
  leave(proposal: string, parcel: Parcel): void;
  /** Takes it: it is there once. */
  take(proposal: string): Parcel | null;
};

/** Makes the handover. */
export function createHandover(): Handover {
  const held = createHeldRequests();
  const parcels = new Map<string, Parcel>();
  return {
    held,
    isAwaited: (proposal) => held.all().some((hold) => hold.proposal === proposal),
    leave: (proposal, parcel) => void parcels.set(proposal, parcel),
    take(proposal) {
      const parcel = parcels.get(proposal) ?? null;
      parcels.delete(proposal);
      return parcel;
    },
  };
}
