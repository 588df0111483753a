import { securityHeaders } from '../host/content-policy.ts';

const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Countersign</title>
<h1>This window is not signed in to the console</h1>
<p>Open the address printed in the terminal that runs Countersign. Each address works once; after it was used, the terminal prints the next one.</p>
`;

/**
 * Says how to get in. A window that was sent here by another site brings no SameSite=Strict cookie even if it has
 * one, so it is asked to come once more by itself.
 */
export function unauthorisedPage({ crossSite }: { crossSite: boolean }): Response {
  return new Response(html, {
    status: 401,
    headers: {
      ...securityHeaders,
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      ...(crossSite ? { Refresh: '0; url=/' } : {}),
    },
  });
}
