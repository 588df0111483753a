import { createHash } from 'node:crypto';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }
main.narrow { max-width: 26rem; margin: 0 auto; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
label { display: block; margin: 0.75rem 0 0.25rem; }
input, select { font: inherit; width: 100%; padding: 0.5rem; box-sizing: border-box; }
button { font: inherit; padding: 0.5rem 1rem; margin: 1rem 0.5rem 0 0; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid #8884; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
pre { padding: 0.75rem; overflow-x: auto; background: #8882; border-radius: 0.375rem; }
.quiet { opacity: 0.7; } .error { border-left: 4px solid #c33; padding-left: 0.75rem; }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** The headers of every page: nothing but its own style sheet may load. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html;charset=UTF-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Text made safe for HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A whole page around a body that is already HTML. */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head><body>${body}</body></html>`;
}
