import type { RecordingView } from '../../../shared/contract/outcomes-contract.ts';
import type { Call } from '../../../shared/model/call.ts';
import type { KeptRecording } from '../../../shared/model/kept-recording.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import { loadCall } from '../../calls/call-store.ts';
import { recordingAddress } from '../../outcomes/call-recording.ts';
import type { RecordingShelf } from '../../platforms/recordings/recording-shelf.ts';
import type { Store } from '../../store/open-store.ts';

/** The sound of calls, for the window to play: fetched here, and never by the window. */
export type CallRecordings = {
  /** Fetches it where it is not here yet, and says whether it can be heard. */
  look(of: Call): Promise<RecordingView>;
  /** Its bytes; null where it cannot be heard. */
  load(call: string): Promise<{ bytes: Buffer; mediaType: string; name: string } | null>;
};

/** Makes the reader of recordings. */
export function createCallRecordings(store: Store, shelf: Pick<RecordingShelf, 'keep' | 'load'>): CallRecordings {
  async function keep(of: Call): Promise<KeptRecording | null> {
    const address = await recordingAddress(store.db, of);
    if (address === null) return null;
    return shelf.keep(address, of.sources);
  }

  return {
    async look(of) {
      try {
        const kept = await keep(of);
        return kept ? { state: 'here', mediaType: kept.mediaType, bytes: kept.bytes } : { state: 'none' };
      } catch (cause) {
        if (!(cause instanceof ProblemError)) throw cause;
        return { state: 'refused', problem: cause.problem };
      }
    },
    async load(call) {
      const of = await loadCall(store.db, call);
      const kept = of ? await keep(of).catch(() => null) : null;
      const bytes = kept && (await shelf.load(kept.digest));
      return kept && bytes ? { bytes, mediaType: kept.mediaType, name: kept.name } : null;
    },
  };
}
