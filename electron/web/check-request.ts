export interface RequestFacts {
  method: string;
  host: string | undefined;
  origin: string | undefined;
}

export interface RequestRefusal {
  status: 403 | 405;
  message: string;
}

/** The Host values that name this console; anything else is a page that rebound its name to 127.0.0.1. */
export function ownHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/** Refuses what cannot come from the console's own window; null when it may pass. */
export function checkRequest(request: RequestFacts, port: number): RequestRefusal | null {
  if (!request.host || !ownHosts(port).includes(request.host)) {
    return { status: 403, message: 'This address is not the console.' };
  }
  if (request.origin !== undefined && request.origin !== `http://${request.host}`) {
    return { status: 403, message: 'Another page may not ask the console.' };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, message: 'The console answers GET only.' };
  }
  return null;
}

/** The same for a socket; a browser always names the origin there, so one without is refused too. */
export function checkSocket(request: RequestFacts, port: number): RequestRefusal | null {
  if (request.origin === undefined) return { status: 403, message: 'A socket must name its origin.' };
  return checkRequest(request, port);
}
