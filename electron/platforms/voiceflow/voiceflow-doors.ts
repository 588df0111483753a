import type { DoorAnswer, DoorCall, Doors, OpenFeed } from '../platform.ts';
import { apiBaseOf, sendThroughDoor } from '../send-through-door.ts';

const usualApi = 'https://general-runtime.voiceflow.com';

/** The variables of a call's user, where the agent of a call in progress finds what it is told. The project is noted behind the `#`: it goes into a header. */
export function userDoor(feed: Pick<OpenFeed, 'apiBase' | 'options'>, user: string, project: string | null): string {
  const of = project ?? feed.options.projectID ?? '';
  return `${apiBaseOf(feed, usualApi)}/state/user/${encodeURIComponent(user)}/variables#${encodeURIComponent(of)}`;
}

/** Voiceflow's agents are told by setting variables that their flow looks at. */
export const voiceflowDoors: Doors = { tell };

async function tell(to: DoorCall, message: string): Promise<DoorAnswer> {
  const { apiKey } = to.feed.secrets;
  // An address of one's own, such as a relay, may bring the key itself.
  if (!apiKey && to.feed.apiBase === null) {
    return { kind: 'refused', why: 'This feed has no API key for Voiceflow.' };
  }
  if (to.door === null) return { kind: 'refused', why: 'Voiceflow did not say who the user of this call is.' };
  const [url = '', project = ''] = to.door.split('#');
  // The key goes to the API this feed is set to, and nowhere else.
  if (!url.startsWith(`${apiBaseOf(to.feed, usualApi)}/`)) {
    return { kind: 'refused', why: 'The address of the API was changed since this call began.' };
  }
  return sendThroughDoor(to, {
    method: 'PATCH',
    url,
    headers: {
      ...(apiKey && { authorization: apiKey }),
      ...(project !== '' && { projectID: decodeURIComponent(project) }),
    },
    body: { countersign_result: message, countersign_status: 'updated' },
  });
}
