import { type TokenGrant, tokenField } from '../../../shared/model/access-token.ts';
import { type Problem, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal, ProposedValue } from '../../../shared/model/proposal.ts';
import type { Prepared } from '../proposal-event.ts';
import type { OrgReader } from './prepare-proposal.ts';

/** Makes a request for an access token ready: which app would issue it, in whose name, with which scopes, for how long. */
export function prepareToken(of: Proposal, reader: Pick<OrgReader, 'tokenGrant'>): Prepared {
  const told = {
    object: of.object,
    objectLabel: 'Access token',
    record: null,
    candidates: [],
    recordReason: null,
    consequences: [],
    after: [],
    base: null,
  };
  const grant = refuseAskers(of) ?? reader.tokenGrant?.(of.org) ?? noGrant;
  if ('message' in grant) return { ...told, values: [], readiness: { state: 'blocked', problem: grant } };
  return { ...told, values: valuesOf(grant), readiness: { state: 'ready' } };
}

const noGrant = toProblem('not-allowed', 'No app for access tokens is set up for this org.', { next: 'retry' });

/** The token goes to whoever asked: that has to be somebody who is known. */
export function refuseAskers({ askers }: Pick<Proposal, 'askers'>): Problem | null {
  if (askers.every(({ kind, unverified }) => kind === 'agent' && !unverified)) return null;
  const message = 'Who asked for it is not verified: their platform signs nothing. No access token can be given.';
  return toProblem('not-allowed', message);
}

function valuesOf({ app, clientId, user, scopes, minutes }: TokenGrant): ProposedValue[] {
  return [
    toValue(tokenField.app, 'App', app),
    toValue(tokenField.clientId, 'Consumer key', clientId),
    toValue(tokenField.user, 'Integration user', user.name),
    toValue(tokenField.userId, 'Integration user id', user.id),
    toValue(tokenField.scopes, 'Scopes', scopes.join(' ')),
    toValue(tokenField.minutes, 'Minutes', minutes),
  ];
}

function toValue(field: string, label: string, value: string | number): ProposedValue {
  return {
    field,
    label,
    type: null,
    value,
    origin: 'fixed',
    evidence: null,
    certainty: 'certain',
    reasons: ['set up in Settings, Orgs'],
    resolvedFrom: null,
    alternatives: [],
    invalid: null,
    display: null,
  };
}
