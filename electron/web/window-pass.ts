import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may have the console: whoever brings the launch token, once, and from then on the session key it was exchanged for. */
export interface WindowPass {
  /** The token of the next launch address. */
  launchToken(): string;
  /** Takes a launch token: true once, false for anything else. */
  redeem(token: string): boolean;
  /** Whether a cookie header carries the session key. */
  admits(cookieHeader: string | undefined): boolean;
  /** The Set-Cookie value that admits a window. */
  cookie(): string;
}

/** Makes the pass of one console; cookies do not tell ports apart, so the port is in the cookie's name. */
export function createWindowPass(sessionKey: string, port: number): WindowPass {
  const cookieName = `countersign-${port}`;
  let token = newToken();
  return {
    launchToken: () => token,
    redeem(candidate) {
      if (!sameSecret(candidate, token)) return false;
      token = newToken();
      return true;
    },
    admits(cookieHeader) {
      const sent = cookieValues(cookieHeader ?? '', cookieName);
      return sent.some((value) => sameSecret(value, sessionKey));
    },
    cookie: () => `${cookieName}=${sessionKey}; HttpOnly; SameSite=Strict; Path=/`,
  };
}

/** A secret of 256 bits that is safe in an address and in a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function cookieValues(header: string, name: string): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

/** Compares digests, so that neither content nor length shows in the time it takes. */
function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
