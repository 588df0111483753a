import './app/no-eval.ts';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './ui/tokens.css';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { createQueryClient } from './app/query-client.ts';
import { refuseMarkup } from './app/trusted-types.ts';
import { createConsoleClient } from './client/console-client.ts';

refuseMarkup(window);

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
setNonce(nonce);

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
const { client, line } = createConsoleClient(window);
createRoot(root).render(
  <StrictMode>
    <App client={client} line={line} queries={createQueryClient()} nonce={nonce} />
  </StrictMode>,
);
