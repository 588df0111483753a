import { describe, expect, it } from 'vitest';
import { recordingFile, recordingOfPath } from '../../electron/host/recording-file.ts';

const bytes = Buffer.from('0123456789');
const load = async (call: string) => (call === 'call-1' ? { bytes, mediaType: 'audio/wav' } : null);
const answer = async (range: string | null) => {
  const { status, headers, body } = await recordingFile(load, 'call-1', range);
  return { status, range: headers['Content-Range'], body: Buffer.from(body).toString() };
};

describe('the sound of a call', () => {
  it('has an address by the call’s id, and by nothing else', () => {
    expect(recordingOfPath('/recording/0f4c-12_A')).toBe('0f4c-12_A');
    for (const path of ['/recording/', '/recording/a/b', '/recording/..%2fcountersign.db', '/recording/a.wav', '/x']) {
      expect(recordingOfPath(path)).toBeNull();
    }
  });

  it('is told whole, or the part that is asked for', async () => {
    expect(await answer(null)).toEqual({ status: 200, range: undefined, body: '0123456789' });
    expect(await answer('bytes=2-4')).toEqual({ status: 206, range: 'bytes 2-4/10', body: '234' });
    expect(await answer('bytes=7-')).toEqual({ status: 206, range: 'bytes 7-9/10', body: '789' });
    expect(await answer('bytes=-2')).toEqual({ status: 206, range: 'bytes 8-9/10', body: '89' });
    expect(await answer('bytes=0-99')).toEqual({ status: 206, range: 'bytes 0-9/10', body: '0123456789' });
  });

  it('answers a part that is not there with how much there is, and odd asks with the whole', async () => {
    expect(await answer('bytes=10-')).toEqual({ status: 416, range: 'bytes */10', body: '' });
    expect(await answer('bytes=4-2')).toMatchObject({ status: 416 });
    for (const odd of ['bytes=-', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=a-b', 'bytes=99999999999999999999-']) {
      expect(await answer(odd)).toMatchObject({ status: 200 });
    }
  });

  it('is sound and nothing else, kept by no cache, and absent where there is none', async () => {
    const { headers } = await recordingFile(load, 'call-1', null);
    expect(headers).toMatchObject({
      'Content-Type': 'audio/wav',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    expect((await recordingFile(load, 'call-2', null)).status).toBe(404);
  });
});
