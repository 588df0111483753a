import { QueryClient } from '@tanstack/react-query';
import { refusalOf } from '../client/refusal.ts';

const attempts = 2;

/** Asks again only where asking again can help: a refusal stays a refusal. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < attempts && refusalOf(error).kind === 'not-connected',
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
