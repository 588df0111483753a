/** One request that was answered. */
interface LoggedRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** The last requests, for the page at `/`; never their bodies, never their tokens. */
export interface RequestLog {
  add(request: LoggedRequest): void;
  latest(): LoggedRequest[];
}

const kept = 25;
const longestPath = 160;

/** An empty log. */
export function createRequestLog(): RequestLog {
  const requests: LoggedRequest[] = [];
  return {
    add(request) {
      const path = request.path
        .replace(/((?:oauth_token|access_token|code|token)=)[^&]+/g, '$1…')
        .slice(0, longestPath);
      requests.unshift({ ...request, path });
      requests.length = Math.min(requests.length, kept);
    },
    latest: () => [...requests],
  };
}
