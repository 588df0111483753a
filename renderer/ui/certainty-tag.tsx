import type { Certainty } from '../../shared/model/certainty.ts';
import { Tag, type Tone } from './tag.tsx';

const tones: Record<Certainty, Tone> = { certain: 'quiet', likely: 'quiet', unsure: 'amber' };

/** How sure the console is; its reasons stand beside it. */
export function CertaintyTag(props: { certainty: Certainty }) {
  return <Tag tone={tones[props.certainty]}>{props.certainty}</Tag>;
}
