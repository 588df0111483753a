import type { Session } from 'electron';

/** Grants no permission and no device: the console needs none, and Electron's default is to grant all. */
export function guardSession(session: Session): void {
  // Both are needed: the check answers what a page may ask silently, the request what it asks aloud.
  session.setPermissionCheckHandler(() => false);
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
}
