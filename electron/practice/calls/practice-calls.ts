import aishaRahman from './aisha-rahman.vcon.json' with { type: 'json' };
import benCarver from './ben-carver.vcon.json' with { type: 'json' };
import danaReyes from './dana-reyes.vcon.json' with { type: 'json' };
import graceIto from './grace-ito.vcon.json' with { type: 'json' };
import helenBrandt from './helen-brandt.vcon.json' with { type: 'json' };
import leeOkafor from './lee-okafor.vcon.json' with { type: 'json' };
import marcusBell from './marcus-bell.vcon.json' with { type: 'json' };
import mariaAlvarez from './maria-alvarez.vcon.json' with { type: 'json' };
import noahWhitfield from './noah-whitfield.vcon.json' with { type: 'json' };
import noraKessler from './nora-kessler.vcon.json' with { type: 'json' };
import oliviaHart from './olivia-hart.vcon.json' with { type: 'json' };
import { practiceRecording } from './practice-recording.ts';
import priyaNatarajan from './priya-natarajan.vcon.json' with { type: 'json' };
import samirHaddad from './samir-haddad.vcon.json' with { type: 'json' };
import sofiaMarchetti from './sofia-marchetti.vcon.json' with { type: 'json' };
import { soundedTurns } from './sounded-turns.ts';
import strangeVisitor from './strange-visitor.vcon.json' with { type: 'json' };
import victorOsei from './victor-osei.vcon.json' with { type: 'json' };
import walterChen from './walter-chen.vcon.json' with { type: 'json' };
import yukiTanabe from './yuki-tanabe.vcon.json' with { type: 'json' };

/** One practice call: a conversation of our own writing that can be started again and again. */
export type PracticeCall = {
  readonly key: string;
  readonly title: string;
  /** What it lets one try, as a sentence. */
  readonly description: string;
  /** The call as a vCon; read it as any replay file is read. */
  readonly vcon: unknown;
  /** What it sounds like, as a WAV file at the address `practice-recording:` and its key. */
  readonly recording: () => Buffer;
};

const written: readonly Omit<PracticeCall, 'recording'>[] = [
  {
    key: 'dana-reyes',
    title: 'Dana Reyes: new email and a refund',
    description: 'Asks for her email to be updated and for her refund request to be logged; the agent asks for both.',
    vcon: danaReyes,
  },
  {
    key: 'priya-natarajan',
    title: 'Priya Natarajan: a new mobile, corrected',
    description: 'Gives a new mobile number and corrects herself half-way; no agent tool call.',
    vcon: priyaNatarajan,
  },
  {
    key: 'lee-okafor',
    title: 'Lee Okafor: charged twice, from London',
    description: 'Calls from London about a double charge and wants a complaint logged; the agent asks for a case.',
    vcon: leeOkafor,
  },
  {
    key: 'marcus-bell',
    title: 'Marcus Bell: chat about a wrong delivery',
    description: 'A web chat: the wrong flour came, and his email should change. No agent tool call.',
    vcon: marcusBell,
  },
  {
    key: 'walter-chen',
    title: 'Walter Chen: reads out his card',
    description:
      "Reads his card number and security code aloud; both must be masked everywhere, the agent's tool call included.",
    vcon: walterChen,
  },
  {
    key: 'grace-ito',
    title: 'Grace Ito: the studio has moved',
    description: 'A change of address, part by part; the agent asks for the update.',
    vcon: graceIto,
  },
  {
    key: 'maria-alvarez',
    title: 'Maria Alvarez: which of the two?',
    description: 'Two contacts have her name, and she calls from a number nobody knows.',
    vcon: mariaAlvarez,
  },
  {
    key: 'victor-osei',
    title: 'Victor Osei: nobody we know',
    description: 'Not in the org: he bought second-hand and wants a fault logged.',
    vcon: victorOsei,
  },
  {
    key: 'ben-carver',
    title: 'Ben Carver: agent and rules agree',
    description: 'The agent asks for exactly what the caller said: one card, the same value twice.',
    vcon: benCarver,
  },
  {
    key: 'aisha-rahman',
    title: 'Aisha Rahman: only a question',
    description: 'She asks about opening hours; nothing needs writing.',
    vcon: aishaRahman,
  },
  {
    key: 'helen-brandt',
    title: 'Helen Brandt: a call from Berlin',
    description: 'Calls from Germany: a part of the delivery is missing, and the direct number has changed.',
    vcon: helenBrandt,
  },
  {
    key: 'olivia-hart',
    title: 'Olivia Hart: the agent misheard',
    description: "The agent's tool call carries another address than the caller said.",
    vcon: oliviaHart,
  },
  {
    key: 'noah-whitfield',
    title: 'Noah Whitfield: next Tuesday',
    description: 'Asks for a technician "next Tuesday" and for a case; the agent asks for it too.',
    vcon: noahWhitfield,
  },
  {
    key: 'strange-visitor',
    title: 'A visitor who types markup',
    description: 'A chat message with HTML, a script and bidirectional characters: it stays text.',
    vcon: strangeVisitor,
  },
  {
    key: 'sofia-marchetti',
    title: 'Sofia Marchetti: spelled letter by letter',
    description: 'Spells her new address over a poor line, with letters as words.',
    vcon: sofiaMarchetti,
  },
  {
    key: 'yuki-tanabe',
    title: 'Yuki Tanabe: we called to check',
    description: 'An outbound call: the agent reads a number, the caller only confirms it.',
    vcon: yukiTanabe,
  },
  {
    key: 'samir-haddad',
    title: 'Samir Haddad: says his PIN',
    description:
      'Is asked for his PIN and the last four of his social, then changes his email; both secrets must be masked.',
    vcon: samirHaddad,
  },
  {
    key: 'nora-kessler',
    title: 'Nora Kessler: how the dimmer works',
    description: 'Asks a question that is answered; the agent logs the call, with its recording to be kept as a file.',
    vcon: noraKessler,
  },
];

/** The practice calls; the first three are in progress when the console is first started. */
export const practiceCalls: readonly PracticeCall[] = written.map((call) => ({
  ...call,
  recording: () => practiceRecording(soundedTurns(call.vcon)),
}));
