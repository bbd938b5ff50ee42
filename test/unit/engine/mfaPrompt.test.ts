import { expect, it } from 'vitest';
import { mfaPrompt } from '#electron/engine/aws/mfaPrompt.ts';

function setup() {
  const shown: (string | null)[] = [];
  return { shown, prompt: mfaPrompt((device) => shown.push(device)) };
}

it('shows the device until its code is there, which everybody gets who waits for it', async () => {
  const { prompt, shown } = setup();
  const codes = Promise.all([prompt.ask('phone'), prompt.ask('phone')]);
  expect(shown.at(-1)).toBe('phone');
  expect(prompt.answer('123456')).toEqual({ ok: true, value: {} });
  expect(await codes).toEqual(['123456', '123456']);
  expect(shown.at(-1)).toBeNull();
});

it('asks for one device after the other, and for the same one anew when its code was of no use', async () => {
  const { prompt, shown } = setup();
  const phone = prompt.ask('phone');
  const key = prompt.ask('key');
  prompt.answer('111111');
  expect(shown.at(-1)).toBe('key');
  prompt.answer('222222');
  expect(await Promise.all([phone, key])).toEqual(['111111', '222222']);
  const again = prompt.ask('phone');
  expect(shown.at(-1)).toBe('phone');
  prompt.answer('333333');
  expect(await again).toBe('333333');
});

it('refuses an answer that nobody waits for, in words', () => {
  expect(setup().prompt.answer('123456')).toMatchObject({ ok: false, error: { kind: 'bad-request' } });
});

it('lets nobody wait when the connection is closed', async () => {
  const { prompt, shown } = setup();
  const waiting = prompt.ask('phone');
  prompt.close();
  await expect(waiting).rejects.toThrow('closed before the code came');
  await expect(prompt.ask('phone')).rejects.toThrow('closed');
  expect(shown.at(-1)).toBeNull();
});
