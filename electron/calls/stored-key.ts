import type { Source } from './call-sources.ts';

/** The name of a turn among those of another source of the same call. */
export function storedKey({ feed, externalId }: Pick<Source, 'feed' | 'externalId'>, key: string): string {
  return `@${feed}/${externalId}\n${key}`;
}
