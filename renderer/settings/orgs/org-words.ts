import type { OrgColour, OrgView } from '../../../shared/contract/org-views.ts';

/** The colours an org may have, with their words: a colour is never alone. */
export const colourWords: Record<OrgColour, string> = {
  grey: 'Grey',
  blue: 'Blue',
  indigo: 'Indigo',
  pink: 'Pink',
  brown: 'Brown',
  olive: 'Olive',
};

/** How the connection is, in a word. */
export const stateWords: Record<OrgView['connection']['state'], string> = {
  connecting: 'Connecting',
  connected: 'Connected',
  unreachable: 'Cannot be reached',
  'signed-out': 'Signed out',
  disconnected: 'Disconnected',
};

/** Whether it is connected, or will be without anybody doing something. */
export function needsSignIn(view: OrgView): boolean {
  return view.connection.state === 'signed-out' || view.connection.state === 'disconnected';
}
