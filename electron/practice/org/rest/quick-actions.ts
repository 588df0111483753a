import { notFound } from '../http/refusals.ts';
import { isRecord } from '../rows/read-body.ts';
import { createRow } from '../rows/write-row.ts';
import { requireObject } from './find-row.ts';
import { ok, type RestCall, type RestHandler, readJsonObject, toWriteContext } from './rest-call.ts';

/** The quick actions of the org: all of them create one row. */
const actions = [
  {
    name: 'LogACall',
    label: 'Log a Call',
    type: 'LogACall',
    target: 'Task',
    defaults: { Subject: 'Call', Status: 'Completed', TaskSubtype: 'Call' },
  },
  { name: 'NewTask', label: 'New Task', type: 'Create', target: 'Task', defaults: {} },
  { name: 'NewCase', label: 'New Case', type: 'Create', target: 'Case', defaults: {} },
  { name: 'NewContact', label: 'New Contact', type: 'Create', target: 'Contact', defaults: {} },
] as const;

/** What an action takes from the record it is used on. */
function contextOf(target: string, contextId: string | undefined): Record<string, string> {
  if (contextId === undefined) return {};
  const isPerson = contextId.startsWith('003') || contextId.startsWith('00Q');
  if (target === 'Task') return { [isPerson ? 'WhoId' : 'WhatId']: contextId };
  return target === 'Case' && contextId.startsWith('003') ? { ContactId: contextId } : {};
}

function urls(call: RestCall, object: string | undefined, name: string) {
  const base = `/services/data/v${call.version}${object === undefined ? '' : `/sobjects/${object}`}/quickActions/${name}`;
  return {
    defaultValues: `${base}/defaultValues`,
    quickAction: base,
    defaultValuesTemplate: `${base}/defaultValues/{ID}`,
    describe: `${base}/describe`,
  };
}

/** GET /quickActions and /sobjects/T/quickActions */
export const quickActionsHandler: RestHandler = (call, { object }) => {
  if (object !== undefined) requireObject(call, object);
  return ok(
    actions.map(({ name, label, type }) => ({
      actionEnumOrId: name,
      label,
      name,
      type,
      urls: urls(call, object, name),
    })),
  );
};

function requireAction(name: string | undefined) {
  const action = actions.find((one) => one.name.toLowerCase() === name?.toLowerCase());
  if (action === undefined) throw notFound();
  return action;
}

/** GET /quickActions/NAME and its describe */
export const quickActionHandler: RestHandler = (call, { object, action: name }) => {
  const action = requireAction(name);
  return ok({
    actionEnumOrId: action.name,
    contextSobjectType: object ?? null,
    label: action.label,
    name: action.name,
    targetSobjectType: action.target,
    type: action.type,
    layout: null,
    urls: urls(call, object, action.name),
  });
};

/** GET …/defaultValues */
export const quickActionDefaultsHandler: RestHandler = (call, { action: name, id }) => {
  const action = requireAction(name);
  return ok({
    attributes: { type: action.target },
    ...action.defaults,
    ...contextOf(action.target, id ?? call.query.get('contextId') ?? undefined),
  });
};

/** POST /quickActions/NAME: `{contextId, record}` */
export const runQuickActionHandler: RestHandler = (call, { action: name }) => {
  const action = requireAction(name);
  const body = readJsonObject(call);
  const record = isRecord(body.record) ? body.record : {};
  const contextId = typeof body.contextId === 'string' ? body.contextId : undefined;
  const object = requireObject(call, action.target);
  const values = { ...action.defaults, ...contextOf(action.target, contextId), ...record };
  const id = createRow({ org: call.org, context: toWriteContext(call), object }, values);
  return {
    status: 201,
    body: {
      id,
      contextId: contextId ?? null,
      created: true,
      errors: [],
      feedItemIds: null,
      ids: [id],
      success: true,
      successMessage: null,
    },
  };
};
