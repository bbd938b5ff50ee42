import { contextBridge, ipcRenderer } from 'electron';
import { CALLS, EVENTS } from '#shared/contract/names.ts';
import type { Answer } from './ipc/messages.ts';

const pick = (names: readonly string[], name: string): string => {
  if (!names.includes(name)) throw new Error(`Not in the contract: ${name}`);
  return `host:${name}`;
};

/** All that a page can say to the app: the contract's calls, and the contract's events to hear. */
contextBridge.exposeInMainWorld('host', {
  async call(name: string, input: unknown): Promise<unknown> {
    const answer = (await ipcRenderer.invoke(pick(CALLS, name), input)) as Answer;
    if (!answer.ok) throw new Error(answer.message);
    return answer.value;
  },
  on(name: string, tell: (payload: unknown) => void): () => void {
    const channel = pick(EVENTS, name);
    const forward = (_event: unknown, payload: unknown) => tell(payload); // the IPC event stays here
    ipcRenderer.on(channel, forward);
    return () => void ipcRenderer.off(channel, forward);
  },
});
