import type { FeedView } from '../../../shared/contract/feeds-contract.ts';
import type { FeedPlatform } from '../../../shared/model/feed.ts';

/** What to do at a platform, step by step; what stands between backticks is typed or clicked as it is. */
export type FeedGuide = { steps: readonly string[]; note: string | null };

type Guided = Pick<FeedView['feed'], 'platform' | 'options'>;

/** How a feed is set up at its platform. */
export function guideOf(of: Guided): FeedGuide {
  return guides[of.platform](of);
}

const sharedHeader = '`X-Countersign-Secret`';

const guides: Readonly<Record<FeedPlatform, (of: Guided) => FeedGuide>> = {
  vapi: ({ options }) => ({
    steps: [
      vapiCredential(options),
      'In the assistant, or in the organisation, set `Server URL` to the address above and choose that credential.',
      'Under `Server Messages` choose `transcript`, `tool-calls`, `status-update`, `end-of-call-report`, `transfer-update` and `hang`.',
      'Add the tools: Settings, Actions, Tool definition, Vapi. Each one carries the address above as its server.',
    ],
    note: 'Vapi waits 20 s for a tool unless the tool’s own timeoutSeconds says otherwise.',
  }),
  retell: () => ({
    steps: [
      'In Retell under `API Keys`, take the key with the webhook badge: it is the API key of this feed.',
      'In the agent under `Webhook Settings`, set `Agent Level Webhook URL` to the address above, with `call_started`, `call_ended`, `call_analyzed`, `transcript_updated` and the transfer events.',
      'Add the custom functions: Settings, Actions, Tool definition, Retell. Each one carries the address above.',
    ],
    note: 'What is said in live calls is also fetched from here with the API key, which needs no public address; functions do.',
  }),
  elevenlabs: () => ({
    steps: [
      'In ElevenLabs under `Settings`, `Webhooks`, make a post-call webhook with the address above, signed with `HMAC`. Its secret is shown once: it is the webhook secret of this feed.',
      `In the workspace under \`Secrets\`, keep the tool secret of this feed, and add it to every tool as the header ${sharedHeader}.`,
      'Add the webhook tools: Settings, Actions, Tool definition, ElevenLabs.',
    ],
    note: 'ElevenLabs has no way back into a live call: what is decided after the hold becomes a follow-up.',
  }),
  twilio: () => ({
    steps: [
      'Set the `statusCallbackUrl` of `<Start><Transcription>` to the address above, exactly as it stands: Twilio signs it.',
      'For recordings and the state of calls, set the same address as `recordingStatusCallback` and `statusCallback`.',
      'The auth token of this feed is that of the account the calls belong to.',
    ],
    note: 'Twilio brings what is said. Its agents ask through another feed; both are one call where they name the same CallSid.',
  }),
  voiceflow: () => ({
    steps: [
      'In Voiceflow under `Settings`, `Webhooks`, add the address above for call and session events; where a signing secret is shown, give it to this feed.',
      `Add the API tools: Settings, Actions, Tool definition, Voiceflow. Their header ${sharedHeader} carries the shared secret of this feed.`,
      'To read what was said, give the API key and the project id, and switch polling on.',
    ],
    note: 'Or let the agent use MCP: add a feed of the kind MCP instead of the API tools.',
  }),
  thoughtly: () => ({
    steps: [
      `In the automation \`On Call Completed\`, add a webhook step with the address above and the header ${sharedHeader} that carries the shared secret.`,
      `In the agent builder, add a webhook action to the node that asks, with the same address and header. Its body is \`{"action": "update_contact", "call": "…", "inputs": {…}}\`.`,
      'Map `result` and `action_status` of the answer to variables of the agent.',
    ],
    note: 'Thoughtly signs nothing: keep the address to yourself. Its calls are unverified, and no rule approves what they ask.',
  }),
  events: () => ({
    steps: [
      'Send CloudEvents as JSON to the address above, by `POST` or over a WebSocket, as `docs/feeds-events.md` describes them.',
      'Every request carries `Authorization: Bearer` and the secret of this feed.',
    ],
    note: null,
  }),
  actions: () => ({
    steps: [
      'Ask with `POST`, the address above, `/` and the key of an action; the body holds its inputs.',
      'Every request carries `Authorization: Bearer` and the secret of this feed.',
      'Name the call in the header `X-Call-Id`, or in the field `call`. Without either the proposal stands under “No call”.',
      'Ask later with `GET` at `/proposals/` and the reference, or give a `callback_url`.',
    ],
    note: null,
  }),
  mcp: () => ({
    steps: [
      'Add the address above as an MCP server of the kind Streamable HTTP.',
      'Its header `Authorization` is `Bearer` and the secret of this feed.',
      'Every action of the catalogue is a tool; `proposal_status` tells what became of one that waits.',
    ],
    note: 'Name the call in the header X-Call-Id, or let the agent fill in the input call.',
  }),
};

function vapiCredential(options: Guided['options']): string {
  if (options.scheme === 'secret') {
    return 'In Vapi, give the server the secret of this feed: it is sent as `X-Vapi-Secret`. Calls then count as unverified.';
  }
  if (options.scheme === 'bearer') {
    return 'In Vapi under `Custom Credentials`, make one of the kind `Bearer Token` with the secret of this feed. Calls then count as unverified.';
  }
  return 'In Vapi under `Custom Credentials`, make one of the kind `HMAC` with the secret of this feed; leave the rest as Vapi proposes it, or change it here as well.';
}

/** Whether its calls are marked “unverified”, and why; null where the platform signs what it sends. */
export function whyUnverified({ feed }: Pick<FeedView, 'feed'>): string | null {
  const proved =
    'Whoever knows the address and the secret may send, so its calls are marked “unverified”: no rule approves what they ask, a person does.';
  if (feed.platform === 'vapi' && (feed.options.scheme === 'secret' || feed.options.scheme === 'bearer')) {
    return `This way Vapi signs nothing. ${proved}`;
  }
  return feed.unguessable === null ? null : `Nothing that comes here is signed. ${proved}`;
}

/** How a platform comes to reach this computer, given where the intake listens. */
export function waysToReach(localUrl: string): readonly { way: string; how: string }[] {
  const { origin } = new URL(localUrl);
  return [
    {
      way: 'A tunnel',
      how: `\`cloudflared tunnel --url ${origin}\` or \`ngrok http ${origin}\` gives an address of its own. Put it under Edit, Public address.`,
    },
    {
      way: 'A relay of yours',
      how: `A server with a name and a certificate that passes requests on to \`${origin}\`, path, headers and body unchanged. Put its address under Edit, Public address.`,
    },
    {
      way: 'A server of your own',
      how: 'Where the console runs on a machine that others reach, let the intake listen there, with a certificate or behind a proxy: Where it listens, at the top.',
    },
  ];
}
