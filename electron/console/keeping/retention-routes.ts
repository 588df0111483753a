import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { Retention } from '../../outcomes/retention/retention.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { supervisorOf } from '../supervisor.ts';

/** What answers about what is kept how long. */
export type RetentionRoutesParts = {
  retention: Retention;
  orgs: Pick<Orgs, 'find' | 'main'>;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls about what is kept how long. */
export function createRetentionRoutes({ retention, orgs, log }: RetentionRoutesParts) {
  const os = implement(contract).retention;
  const supervisor = () => supervisorOf(orgs, '').name;
  return {
    read: os.read.handler(() => refusing(() => retention.read(), log)),
    preview: os.preview.handler(({ input }) => refusing(() => retention.preview(input), log)),
    save: os.save.handler(({ input }) => refusing(async () => retention.save(input, supervisor()), log)),
    findPerson: os.findPerson.handler(({ input }) => refusing(() => retention.findPerson(input.identifiers), log)),
    erasePerson: os.erasePerson.handler(({ input }) =>
      refusing(async () => retention.erasePerson(input.identifiers, supervisor()), log),
    ),
  };
}
