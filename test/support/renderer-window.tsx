import { MantineProvider } from '@mantine/core';
import { createORPCClient } from '@orpc/client';
import { createRouterClient } from '@orpc/server';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { App } from '../../renderer/app/app.tsx';
import { createQueryClient } from '../../renderer/app/query-client.ts';
import type { ConsoleClient } from '../../renderer/client/console-client.ts';
import { ConsoleProvider } from '../../renderer/client/console-context.tsx';
import type { Line, LineState } from '../../renderer/client/line.ts';
import type { CallSummary, StatusLine } from '../../shared/contract/views.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { type PretendedState, pretendConsole } from './renderer-console.ts';
import { sampleField, sampleProposal, sampleSummary, sampleUtterance } from './renderer-samples.ts';

const status: StatusLine = {
  connection: {
    state: 'connected',
    org: {
      id: '00D000000000001AAA',
      name: 'Lumen Supply',
      environment: 'practice',
      instanceUrl: 'http://127.0.0.1',
      user: { id: '005000000000001AAA', name: 'Sam Ortiz', username: 'sam@practice.example' },
      timeZone: 'America/Los_Angeles',
      locale: 'en_US',
      country: 'US',
    },
    apiUsage: { used: 412, limit: 100_000 },
  },
  host: 'browser',
  liveCalls: 1,
  waiting: 2,
  oldestWaitingAt: null,
  followUps: 0,
  journal: { entries: 0, verifiedAt: null, problem: null },
  secrets: 'os',
  notice: null,
  now: Date.now(),
};

const contact = {
  name: 'Contact',
  label: 'Contact',
  labelPlural: 'Contacts',
  keyPrefix: '003',
  createable: true,
  updateable: true,
  deletable: true,
  fields: [sampleField('Email', 'email', { length: 80 }), sampleField('LastName', 'string', { nillable: false })],
};

/** What a window shows in a test: one call, and the proposals told. */
export function pretendedState(
  proposals: Proposal[],
  summaries: CallSummary[] = [sampleSummary('c1', 'Dana Reyes')],
): PretendedState {
  return {
    summaries: new Map(summaries.map((each) => [each.call.id, each])),
    utterances: [sampleUtterance('u1', "It's dana at reyes interiors dot com, please.", { startMs: 135_000 })],
    proposals: new Map(proposals.map((each) => [each.id, each])),
    journal: [],
    describes: { Contact: contact },
    preferences: { theme: 'dark', singleKeys: true, cancelSeconds: 0 },
    status,
  };
}

/** Opens the whole window over a console held in memory, at one of its addresses. */
export function openWindow(state: PretendedState, address = '/live/c1') {
  const pretended = pretendConsole(state);
  const line = pretendLine(createRouterClient(pretended.router));
  const client: ConsoleClient = createORPCClient(line.link);
  window.location.hash = address;
  const view = render(<App client={client} line={line} queries={createQueryClient()} nonce="" />);
  return { ...pretended, line, view };
}

/** Shows parts of the window by themselves, over a console held in memory. */
export function showParts(state: PretendedState, parts: ReactNode) {
  const line = pretendLine(createRouterClient(pretendConsole(state).router));
  const client: ConsoleClient = createORPCClient(line.link);
  return render(
    <MantineProvider>
      <QueryClientProvider client={createQueryClient()}>
        <ConsoleProvider client={client} line={line}>
          {parts}
        </ConsoleProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

/** A line that breaks when told to. */
function pretendLine(answers: object) {
  const listeners = new Set<() => void>();
  let state: LineState = { state: 'open' };
  const line: Line & { become(next: LineState): void } = {
    link: { call: (path, input, options) => answer(answers, path)(input, options) },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whenOpen: async () => {},
    close: () => {},
    become(next) {
      state = next;
      for (const listener of listeners) listener();
    },
  };
  return line;
}

/** The procedure at a path; each step of the way is a client of its own. */
function answer(answers: unknown, path: readonly string[]): (input: unknown, options: unknown) => Promise<unknown> {
  const at = path.reduce<unknown>((held, name) => Reflect.get(Object(held), name), answers);
  if (typeof at !== 'function') throw new Error(`${path.join('.')} is not pretended`);
  return (input, options) => at(input, options);
}

/** Two waiting proposals of one call. */
export function twoProposals(): Proposal[] {
  return [
    sampleProposal({ id: 'p1', createdAt: 1000 }),
    sampleProposal({ id: 'p2', reference: 'P-1043', actionLabel: 'Update phone', createdAt: 2000, revision: 4 }),
  ];
}

/** What jsdom lacks of a browser: sizes, so that everything counts as in view, and a person who wants no motion. */
export function furnishBrowser(): void {
  window.matchMedia = (query) => ({
    matches: query.includes('reduced-motion'),
    media: query,
    onchange: null,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
    dispatchEvent: () => false,
  });
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  Element.prototype.scrollIntoView = () => {};
  Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 600 });
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, get: () => 600 });
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 });
  Object.defineProperty(globalThis, 'CSS', { configurable: true, value: { escape: (text: string) => text } });
}

/** Takes the window away. */
export function closeWindow(): void {
  cleanup();
  window.location.hash = '';
}
