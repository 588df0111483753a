import type { Utterance } from '../../../shared/model/utterance.ts';
import type { Conversation } from '../conversation.ts';
import { type Topic, topicsAsked } from './asked.ts';
import { maxReadLength, type Word, wordsOf } from './words.ts';

/** One utterance as the rules read it. */
export type Turn = {
  index: number;
  utterance: Utterance;
  by: 'caller' | 'agent';
  /** The part of the text that is read. */
  text: string;
  words: readonly Word[];
  /** What the agent asked just before, where this is the caller's answer. */
  asked: readonly Topic[];
  /** Whether the agent spoke since the caller's turn before this one. */
  afterAgent: boolean;
  /** Of an agent's turn: the caller's next words agree with it. */
  confirmed: boolean;
};

/** The latest turns that are read; a call that goes on longer has said its matters again. */
const maxTurns = 600;

const agreement =
  /^(?:(?:um|uh|oh|and|ok|okay|great|perfect)[\s,.]+){0,2}(?:yes|yeah|yep|yup|correct|right|exactly|sure|absolutely|definitely|indeed|affirmative|(?:yes )?please do|that(?:'?s| is| would be)? (?:right|correct|it|fine|perfect|great|the one)|it is|sounds (?:good|right)|you got it|go ahead)\b/i;
const disagreement = /^[^.!?]{0,40}\b(?:no|not|but|wrong|actually|wait|instead)\b/i;

/** Whether a caller's words agree with what was just said, without taking it back in the same breath. */
export function agrees(text: string): boolean {
  const read = text.slice(0, 200).trim();
  return agreement.test(read) && !disagreement.test(read);
}

/** The turns of callers and agents, with who asked what. */
export function readTurns(conversation: Conversation): Turn[] {
  const turns: Turn[] = [];
  let asked: readonly Topic[] = [];
  let lastAgent: Turn | null = null;
  let afterAgent = false;
  for (const utterance of conversation.utterances.slice(-maxTurns)) {
    if (utterance.party !== 'caller' && utterance.party !== 'agent') continue;
    const by = utterance.party;
    const text = utterance.text.slice(0, maxReadLength);
    const turn: Turn = {
      index: turns.length,
      utterance,
      by,
      text,
      words: wordsOf(text),
      asked: by === 'caller' ? asked : [],
      afterAgent,
      confirmed: false,
    };
    if (by === 'agent') {
      const topics = topicsAsked(text);
      if (topics.length > 0 || /\?/.test(text)) asked = topics;
      lastAgent = turn;
      afterAgent = true;
    } else {
      if (afterAgent && lastAgent && agrees(text)) lastAgent.confirmed = true;
      afterAgent = false;
    }
    turns.push(turn);
  }
  return turns;
}
