import type { StoreTransaction } from '../../store/open-store.ts';
import { buildVcon } from './build-vcon.ts';
import { readCallStory } from './read-call-story.ts';
import { signVcon } from './signed-form.ts';
import { fingerprintOf, type SigningKey } from './signing-key.ts';
import type { FetchSound } from './sound.ts';

/** A call as a file: a vCon, signed with the console's key. */
export type VconFile = {
  name: string;
  text: string;
  fingerprint: string;
  /** There is a recording, and it is not within the file. */
  elsewhere: boolean;
};

/** Writes a call as a signed vCon; null where there is no call of that id. */
export async function exportVcon(
  db: Pick<StoreTransaction, 'selectFrom'>,
  call: string,
  by: { key(): Promise<SigningKey>; now: number; sound: FetchSound },
): Promise<VconFile | null> {
  const story = await readCallStory(db, call, by.sound);
  if (!story) return null;
  const key = await by.key();
  const vcon = buildVcon(story, by.now);
  return {
    name: `${vcon.uuid}.vcon.json`,
    text: signVcon(vcon, key),
    fingerprint: fingerprintOf(key.certificate),
    elsewhere: story.sound !== null && !vcon.dialog.some((each) => each.type === 'recording' && 'body' in each),
  };
}
