import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from 'react';
import type { Evidence } from '../../shared/model/evidence.ts';

/** Which words a person is pointing at, from a value to the place in the transcript. */
export type EvidencePointer = {
  subscribe(listener: () => void): () => void;
  pointed(): Evidence | null;
  /** Shows the words in the transcript; null takes the mark away. */
  point(evidence: Evidence | null): void;
};

/** Creates a pointer for one screen. */
export function createEvidencePointer(): EvidencePointer {
  const listeners = new Set<() => void>();
  let pointed: Evidence | null = null;
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    pointed: () => pointed,
    point(evidence) {
      if (pointed === evidence) return;
      pointed = evidence;
      for (const listener of [...listeners]) listener();
    },
  };
}

type Evidences = {
  pointer: EvidencePointer;
  /** Milliseconds into the call at which an utterance was said; null where it is not known. */
  timeOf: (utterance: string) => number | null;
};

const EvidenceContext = createContext<Evidences | null>(null);

/** Joins proposal cards and transcript: what is pointed at in one shows in the other. */
export function EvidenceProvider(props: { timeOf: Evidences['timeOf']; children: ReactNode }) {
  const [pointer] = useState(createEvidencePointer);
  const { timeOf } = props;
  const evidences = useMemo(() => ({ pointer, timeOf }), [pointer, timeOf]);
  return <EvidenceContext value={evidences}>{props.children}</EvidenceContext>;
}

/** The pointer and the times of the call in view; null where no transcript is on the screen. */
export function useEvidences(): Evidences | null {
  return useContext(EvidenceContext);
}

const nobody = { subscribe: () => () => {}, pointed: () => null };

/** The words pointed at in one utterance; null while none are, so that only its own row renders. */
export function usePointedIn(utterance: string): Evidence | null {
  const pointer = useEvidences()?.pointer ?? nobody;
  return useSyncExternalStore(pointer.subscribe, () => {
    const pointed = pointer.pointed();
    return pointed?.utterance === utterance ? pointed : null;
  });
}
