import { implement } from '@orpc/server';
import { z } from 'zod';
import type { ActionFlag, ActionView, ToolPlatform } from '../../shared/contract/action-views.ts';
import { contract } from '../../shared/contract/contract.ts';
import { isAccessToken } from '../../shared/model/access-token.ts';
import { type Action, action, anyObject } from '../../shared/model/action.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { Org } from '../../shared/model/org.ts';
import { type Problem, ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { ToolShape } from '../../shared/model/tool-shape.ts';
import { checkAction } from '../actions/check-action.ts';
import { refuseByHand } from '../actions/read-by-hand.ts';
import { readInputs } from '../actions/read-inputs.ts';
import type { Editor, StoredCatalogue } from '../actions/stored-catalogue.ts';
import { toToolShape } from '../actions/tool-shape.ts';
import { withVirtualFields } from '../actions/virtual-fields.ts';
import { toElevenLabsTool } from '../platforms/elevenlabs/tool-definition.ts';
import { toMcpTool } from '../platforms/mcp/tool-definition.ts';
import { toRetellTool } from '../platforms/retell/tool-definition.ts';
import { toVapiTool } from '../platforms/vapi/tool-definition.ts';
import { toVoiceflowTool } from '../platforms/voiceflow/tool-definition.ts';
import type { Proposals } from '../proposals/proposals.ts';
import { listObjects } from '../salesforce/records/list-objects.ts';
import type { SalesforceConnection } from '../salesforce/salesforce-connection.ts';
import { proposeByHand } from './decisions/propose-by-hand.ts';
import { refusing } from './refusing.ts';

/** What answers for the catalogue. */
export type ActionRoutesParts = {
  catalogue: StoredCatalogue;
  proposals: Proposals;
  connectionOf(org: string): SalesforceConnection | Problem;
  /** The org that actions are checked against and tried out on. */
  org(): Org | null;
  /** Whether an app for access tokens is set up for any org. */
  mayIssueTokens(): boolean;
  now(): number;
  log(message: string, cause?: unknown): void;
};

const exported = z.object({ countersignActions: z.literal(1), actions: z.array(action).max(200) });

/** Answers the contract's calls about actions. */
export function createActionRoutes(parts: ActionRoutesParts) {
  const { catalogue } = parts;
  const os = implement(contract).actions;
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, parts.log);

  function connected(): SalesforceConnection {
    const found = parts.connectionOf(parts.org()?.id ?? '');
    if ('message' in found) throw new ProblemError(found);
    return found;
  }

  /** The supervisor is known by the Salesforce user they signed in as. */
  function editor(): Editor {
    const org = parts.org();
    return { name: org?.user.name ?? 'somebody not signed in', org: org?.id ?? '', at: parts.now() };
  }

  function known(key: string): Action {
    const found = catalogue.find(key);
    if (found) return found;
    throw new ProblemError(toProblem('not-found', `The catalogue has no action “${key}”.`));
  }

  /** Null where the org has no such object; undefined where it cannot be asked. */
  async function describe(object: string): Promise<ObjectDescribe | null | undefined> {
    if (object === anyObject || isAccessToken({ object })) return null;
    try {
      return withVirtualFields(await connected().describeObject(object));
    } catch (cause) {
      return cause instanceof ProblemError && cause.problem.kind === 'not-found' ? null : undefined;
    }
  }

  async function view(of: Action): Promise<ActionView> {
    const described = await describe(of.object);
    return {
      action: of,
      builtIn: catalogue.isBuiltIn(of.key),
      edited: catalogue.isEdited(of.key),
      flags: described === undefined ? [] : [...checkAction(of, described), ...lackingApp(of)],
      checked: described !== undefined,
    };
  }

  function lackingApp(of: Action): ActionFlag[] {
    if (!isAccessToken(of) || of.off || parts.mayIssueTokens()) return [];
    return [{ input: null, message: noTokenApp.message }];
  }

  /** What lets agents past the console is switched on only where everything it needs is set up. */
  async function save(of: Action): Promise<void> {
    const isOn = isAccessToken(of) && !of.off;
    if (isOn && catalogue.find(of.key)?.off && !parts.mayIssueTokens()) throw new ProblemError(noTokenApp);
    await catalogue.save(of, editor());
  }

  /** Takes what can stand in the catalogue, and says of the rest why not. */
  async function take(text: string): Promise<{ saved: number; problems: string[] }> {
    const read = exported.safeParse(parsed(text));
    if (!read.success) return { saved: 0, problems: ['This is no export of Countersign’s actions.'] };
    const problems: string[] = [];
    for (const each of read.data.actions) {
      await save(each).catch((cause: unknown) => {
        if (!(cause instanceof ProblemError)) throw cause;
        problems.push(`${each.key}: ${cause.problem.message}`);
      });
    }
    return { saved: read.data.actions.length - problems.length, problems };
  }

  async function tryOut(key: string, inputs: Record<string, unknown>): Promise<Proposal> {
    const org = parts.org();
    if (org?.environment !== 'practice') throw new ProblemError(notPractice);
    const of = known(key);
    const refused = refuseByHand(of);
    if (refused) throw new ProblemError(refused);
    const read = readInputs(of, inputs);
    if ('message' in read) throw new ProblemError(read);
    const requested = read.values.map((value) => ({
      ...value,
      askedBy: 'supervisor' as const,
      reasons: ['tried out'],
    }));
    const work = { org, call: null, action: read.action, requested, record: null };
    return proposeByHand(parts.proposals, work, parts.now());
  }

  return {
    list: os.list.handler(() => answer(() => Promise.all(catalogue.all().map(view)))),
    objects: os.objects.handler(() => answer(async () => listObjects(connected()))),
    save: os.save.handler(({ input }) =>
      answer(async () => {
        await save(input);
        return view(input);
      }),
    ),
    reset: os.reset.handler(({ input }) => answer(() => catalogue.reset(input.key, editor()))),
    export: os.export.handler(() =>
      answer(async () => ({
        text: `${JSON.stringify({ countersignActions: 1, actions: catalogue.all() }, null, 2)}\n`,
      })),
    ),
    import: os.import.handler(({ input }) => answer(() => take(input.text))),
    toolDefinition: os.toolDefinition.handler(({ input }) =>
      answer(async () => {
        const of = known(input.key);
        const shape = toToolShape(of, (await describe(of.object)) ?? null);
        return { text: `${JSON.stringify(definitionFor(input.platform, shape, input.url), null, 2)}\n` };
      }),
    ),
    tryOut: os.tryOut.handler(({ input }) => answer(() => tryOut(input.key, input.inputs))),
  };
}

const noTokenApp = toProblem(
  'not-allowed',
  'Access tokens need an app of their own. Set one up first: Settings, Orgs, Access tokens for agents.',
  { next: 'edit' },
);
const notPractice = toProblem('not-allowed', 'Actions are tried out on the practice org only.');

function definitionFor(platform: ToolPlatform, shape: ToolShape, url: string): unknown {
  switch (platform) {
    case 'mcp':
      return toMcpTool(shape);
    case 'vapi':
      return toVapiTool(shape, url);
    case 'retell':
      return toRetellTool(shape, url);
    case 'elevenlabs':
      return toElevenLabsTool(shape, url);
    case 'voiceflow':
      return toVoiceflowTool(shape, url);
    default:
      return assertNever(platform);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
