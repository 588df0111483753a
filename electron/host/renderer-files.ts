import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { contentPolicy, securityHeaders } from './content-policy.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

export interface RendererFile {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer> | string;
}

const notFound: RendererFile = {
  status: 404,
  headers: { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  body: 'Not found.',
};

/** Answers with one of the window's built files; a path of the window's own routes gets its document. */
export async function rendererFile(
  folder: string,
  pathname: string,
  socketOrigins: readonly string[] = [],
): Promise<RendererFile> {
  const path = containedPath(folder, pathname);
  if (path === null) return notFound;
  const extension = extname(path);
  if (extension === '' || extension === '.html') return document(folder, socketOrigins);

  const contentType = contentTypes[extension];
  if (contentType === undefined) return notFound;
  const body = await readFile(path).catch(() => null);
  if (body === null) return notFound;
  // Built files carry a hash of their content in their name.
  const hashed = pathname.startsWith('/assets/');
  return {
    status: 200,
    headers: {
      ...securityHeaders,
      'Content-Type': contentType,
      'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
    body,
  };
}

async function document(folder: string, socketOrigins: readonly string[]): Promise<RendererFile> {
  const html = await readFile(resolve(folder, 'index.html'), 'utf8');
  const nonce = randomBytes(18).toString('base64');
  return {
    status: 200,
    headers: {
      ...securityHeaders,
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': contentPolicy(nonce, socketOrigins),
    },
    body: html.replaceAll('%CSP_NONCE%', nonce),
  };
}

/**
 * The file a path names, or null when it leaves the folder. Decoded before it is resolved: URL parsers keep `%2f`
 * and `%5c` as they are, so a check on the path as sent would miss `..%2f..%2fetc`.
 */
export function containedPath(folder: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const path = resolve(folder, `.${sep}${decoded}`);
  return path === folder || path.startsWith(folder + sep) ? path : null;
}
