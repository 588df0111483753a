import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { ConsoleClient } from '../client/console-client.ts';
import { ConsoleProvider } from '../client/console-context.tsx';
import type { Line } from '../client/line.ts';
import { DecisionsProvider } from '../desk/decisions.tsx';
import { Announcer } from '../ui/announcer.tsx';
import { mantineTheme, mantineVariables } from '../ui/mantine-theme.ts';
import style from './shell.module.css';
import { Shell } from './shell.tsx';

type AppProps = { client: ConsoleClient; line: Line; queries: QueryClient; nonce: string };

/** The whole window over a connection to its console. */
export function App(props: AppProps) {
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={mantineVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => props.nonce}
    >
      <QueryClientProvider client={props.queries}>
        <ConsoleProvider client={props.client} line={props.line}>
          <Announcer>
            <DecisionsProvider>
              <Router hook={useHashLocation}>
                <Shell />
              </Router>
            </DecisionsProvider>
          </Announcer>
        </ConsoleProvider>
      </QueryClientProvider>
      <Notifications position="bottom-left" limit={4} classNames={{ root: style.notices }} />
    </MantineProvider>
  );
}
