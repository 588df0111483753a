import type { FeedPlatform } from '../../shared/model/feed.ts';
import { elevenlabs } from './elevenlabs/elevenlabs.ts';
import { events } from './events/events.ts';
import type { Platform } from './platform.ts';
import { retell } from './retell/retell.ts';
import { thoughtly } from './thoughtly/thoughtly.ts';
import { twilio } from './twilio/twilio.ts';
import { vapi } from './vapi/vapi.ts';
import { voiceflow } from './voiceflow/voiceflow.ts';

/** Every platform the console knows, by the key that feeds name it with. */
export const platforms: Readonly<Partial<Record<FeedPlatform, Platform>>> = {
  vapi,
  retell,
  elevenlabs,
  twilio,
  voiceflow,
  thoughtly,
  events,
};
