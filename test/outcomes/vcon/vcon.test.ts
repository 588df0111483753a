import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { call as callRoute } from '@orpc/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadCall, utterancesOf } from '../../../electron/calls/call-store.ts';
import { readReplayFile } from '../../../electron/feeds/replay/read-replay-file.ts';
import { buildVcon } from '../../../electron/outcomes/vcon/build-vcon.ts';
import { signVcon } from '../../../electron/outcomes/vcon/signed-form.ts';
import { createSigningKey } from '../../../electron/outcomes/vcon/signing-key.ts';
import type { Sound } from '../../../electron/outcomes/vcon/sound.ts';
import { verifyVcon } from '../../../electron/outcomes/vcon/verify-vcon.ts';
import { practiceCalls } from '../../../electron/practice/calls/practice-calls.ts';
import { createMemoryBox } from '../../../electron/secrets/create-memory-box.ts';
import { openSecretStore } from '../../../electron/secrets/open-secret-store.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import { fc } from '../../support/properties.ts';
import { sampleCall } from '../../support/sample-call.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { approved, sam, testConsole, testOrg, theProposal } from '../../support/test-console.ts';

const command = join(import.meta.dirname, '../../../electron/commands/vcon.ts');

/** Dana's practice call, played, one proposal approved and one rejected, and exported. */
async function exportedCall() {
  const folder = temporaryFolder();
  const running = await testConsole(await testOrg(), folder);
  await running.replay.played(await running.replay.startPractice('dana-reyes', 'at-once'));
  await running.idle();
  await approved(running, await theProposal(running, 'update_contact'));
  const other = await theProposal(running, 'create_case');
  await running.proposals.reject(other.id, other.revision, { preset: 'not-said', text: 'No.' }, sam);
  const row = await running.store.db.selectFrom('calls').select('id').executeTakeFirstOrThrow();
  const file = await callRoute(running.router.vcon.export, { call: row.id });
  return { running, folder, call: row.id, file };
}

function payloadOf(text: string) {
  return JSON.parse(Buffer.from(JSON.parse(text).payload, 'base64url').toString('utf8'));
}

type Attachment = { purpose: string; body: Record<string, unknown> };

describe('a call as a vCon', () => {
  test('holds what was proposed, seen before, decided and written, and is read again as the same call', async () => {
    const { running, folder, call, file } = await exportedCall();
    const vcon = payloadOf(file.text);
    const attachments: Attachment[] = vcon.attachments;
    const named = (purpose: string) => attachments.filter((each) => each.purpose === purpose);
    const proposed = await running.store.db.selectFrom('proposals').select('id').execute();
    expect(named('proposal')).toHaveLength(proposed.length);
    expect(named('decision').map(({ body }) => body)).toMatchObject([
      { by: 'Sam Ortiz', decision: { kind: 'approved' }, payload: { object: 'Contact' } },
      { by: 'Sam Ortiz', decision: { kind: 'rejected', rejection: { preset: 'not-said' } } },
    ]);
    expect(named('before-image').map(({ body }) => body.fields)).toContainEqual(
      expect.objectContaining({ Email: 'd.reyes@oldmail.example' }),
    );
    expect(vcon.analysis).toContainEqual(
      expect.objectContaining({ type: 'outcome', vendor: 'Countersign', schema: 'countersign.outcome/1' }),
    );
    expect(named('receipt').map(({ body }) => body.kind)).toEqual(['write.written']);

    // Read again, it is the call that was exported, word by word, with what its agent asked for.
    const { calls, problems } = readReplayFile(file.name, file.text);
    expect(problems.map(({ message }) => message)).toEqual(['This vCon is signed. Its signature was not checked.']);
    const [read] = calls;
    const [first] = readReplayFile(
      'x',
      JSON.stringify(practiceCalls.find(({ key }) => key === 'dana-reyes')?.vcon),
    ).calls;
    const held = await loadCall(running.store.db, call);
    const words = await utterancesOf(running.store.db, call);
    const started = (of: typeof read) => of?.steps.find(({ event }) => event.type === 'call.started')?.event;
    const finals = (of: typeof read) =>
      of?.steps.flatMap(({ event }) => (event.type === 'utterance.final' ? [event.utterance] : []));
    const asked = (of: typeof read) =>
      of?.steps.flatMap(({ event }) => (event.type === 'tool.requested' ? [event.toolCall] : []));
    expect(started(read)).toMatchObject({
      channel: held?.channel,
      direction: held?.direction,
      agent: held?.agent,
      parties: held?.parties,
      variables: held?.variables,
    });
    expect(finals(read)?.map(({ party, text, startMs, endMs }) => ({ party, text, startMs, endMs }))).toEqual(
      words.map(({ party, text, startMs, endMs }) => ({ party, text, startMs, endMs })),
    );
    expect(asked(read)?.map(({ id, action, utterance }) => ({ id, action, utterance }))).toEqual(
      asked(first)?.map(({ id, action, utterance }) => ({ id, action, utterance })),
    );
    expect(read?.title).toBe('Dana Reyes');

    // Its sound is within it, after the words; the same key signs again.
    const sound = vcon.dialog.at(-1);
    expect(sound).toMatchObject({ type: 'recording', mediatype: 'audio/wav', encoding: 'base64url', parties: [0, 1] });
    const heard = await running.recordings.load(call);
    expect(Buffer.from(sound.body, 'base64url').equals(heard?.bytes ?? Buffer.alloc(0))).toBe(true);
    expect((await callRoute(running.router.vcon.export, { call })).fingerprint).toBe(file.fingerprint);

    const path = join(folder, 'call.vcon.json');
    writeFileSync(path, file.text);
    const changed = join(folder, 'changed.vcon.json');
    writeFileSync(changed, file.text.replace('"payload":"eyJ2', '"payload":"eyJ3'));
    const [here, elsewhere, ofAnother, broken, exported] = await Promise.all([
      run('verify', path, '--data', folder),
      run('verify', path),
      run('verify', path, '--key', 'ab'.repeat(32)),
      run('verify', changed),
      run('export', call, '--data', folder),
    ]);
    expect(here).toMatchObject({ code: 0, out: expect.stringContaining('Signed with a key of the console here') });
    expect(here.out).toContain(file.fingerprint);
    // A computer that never had a console needs nothing but the file.
    expect(elsewhere).toMatchObject({ code: 0, out: expect.stringContaining('a key the console here does not know') });
    expect(ofAnother).toMatchObject({ code: 1 });
    expect(broken).toMatchObject({ code: 1 });
    // This console keeps its key in memory only: its window exports, and the command says so.
    const told = expect.stringMatching(/signed nothing yet, or keeps its key in memory only\. Export .* window/);
    expect(exported).toMatchObject({ code: 1, out: '', told });
  });

  test('is refused whatever byte of it was changed, taken out or put in', async () => {
    const folder = temporaryFolder();
    const { text } = await signedSample(folder);
    expect(verifyVcon(text)).toMatchObject({ ok: true, subject: 'Dana Reyes', name: 'Countersign console' });
    const bytes = Buffer.from(text);
    // Most of a file is its payload; what stands around it is hit as often.
    const around = bytes.indexOf('"signatures"');
    const place = fc.oneof(fc.nat(bytes.length - 1), fc.integer({ min: around, max: bytes.length - 1 }));
    const change = fc.record({ place, byte: fc.nat(255), how: fc.constantFrom('change', 'remove', 'insert') });
    fc.assert(
      fc.property(change, ({ place: at, byte, how }) => {
        const changed = Buffer.concat([
          bytes.subarray(0, at),
          ...(how === 'remove' ? [] : [Buffer.from([byte])]),
          bytes.subarray(how === 'insert' ? at : at + 1),
        ]);
        fc.pre(!changed.equals(bytes));
        // Read as a file is: bytes that are no UTF-8 become the sign for that.
        expect(verifyVcon(changed.toString('utf8')).ok).toBe(false);
      }),
      { numRuns: 1500 },
    );
  });

  test('is refused with a certificate of somebody else, with no algorithm, or signed by a shared secret', async () => {
    const mine = await signedSample(temporaryFolder());
    const other = await signedSample(temporaryFolder());
    const file = JSON.parse(mine.text);
    const theirs = JSON.parse(other.text);
    const withHeader = (covered: object) =>
      JSON.stringify({
        ...file,
        signatures: [{ ...file.signatures[0], protected: Buffer.from(JSON.stringify(covered)).toString('base64url') }],
      });
    const swapped = { ...file, signatures: [{ ...file.signatures[0], header: theirs.signatures[0].header }] };
    expect(verifyVcon(`${JSON.stringify(swapped)}\n`).ok).toBe(false);
    expect(verifyVcon(withHeader({ alg: 'none' }))).toMatchObject({
      ok: false,
      problem: expect.stringMatching('none'),
    });
    expect(verifyVcon(withHeader({ alg: 'HS256' })).ok).toBe(false);
    expect(verifyVcon(JSON.stringify(payloadOf(mine.text)))).toEqual({
      ok: false,
      problem: 'This vCon is not signed.',
    });
    expect(verifyVcon(readFileSync(command, 'utf8'))).toEqual({ ok: false, problem: 'This is not JSON.' });
  });
});

function storyWith(sound: Sound | null) {
  const nothing = { utterances: [], proposals: [], lines: [], outcome: null };
  return { call: sampleCall(), name: 'Dana Reyes', ...nothing, sound };
}

test('a recording that is too large, or cannot be had, is linked, and by its hash where it is known', () => {
  const address = 'https://storage.vapi.ai/r1.mp3';
  const large = { bytes: Buffer.alloc(8_000_001), mediaType: 'audio/mpeg', name: 'call-recording.mp3' };
  const dialogOf = (sound: Sound) => buildVcon(storyWith(sound), 0).dialog;
  const content_hash = `sha512-${createHash('sha512').update(large.bytes).digest('base64url')}`;
  expect(dialogOf({ address, fetched: large })).toMatchObject([{ type: 'recording', url: address, content_hash }]);
  expect(dialogOf({ address, fetched: null })).toMatchObject([{ type: 'recording', url: address }]);
  expect(dialogOf({ address: 'practice-recording:dana-reyes', fetched: null })).toEqual([]);
});

async function signedSample(folder: string) {
  const store = await openStore(folder);
  onTestFinished(() => store.close());
  const secrets = await openSecretStore(folder, createMemoryBox());
  const key = await createSigningKey({ secrets, store, now: () => 0 })();
  return { text: signVcon(buildVcon(storyWith(null), 0), key) };
}

/** The command as on a computer where nothing was ever kept. */
function run(...args: string[]): Promise<{ code: number; out: string; told: string }> {
  const home = temporaryFolder();
  const env = { HOME: home, USERPROFILE: home, APPDATA: home };
  const all = ['--disable-warning=ExperimentalWarning', command, ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, all, { cwd: home, env }, (failure, out, told) =>
      resolve({ code: Number(failure?.code ?? 0), out, told }),
    );
  });
}
