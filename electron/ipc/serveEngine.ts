import { BadRequest, dispatch } from '#shared/contract/dispatch.ts';
import type { Engine } from '../engine/createEngine.ts';
import type { Answer, EngineStart, FromEngine, ToEngine } from './messages.ts';

/** The engine's end of the line to main, whatever carries it. */
export interface EnginePort {
  send(message: FromEngine): void;
  listen(hear: (message: ToEngine) => void): void;
  /** Main is gone. */
  closed(tell: () => void): void;
}

export interface ServeOptions {
  readonly open: (start: EngineStart) => Promise<Engine>;
  readonly log: (line: string) => void;
  readonly exit: (code: number) => void;
}

/** Answers main's calls with an engine until main says stop or is gone. */
export function serveEngine(port: EnginePort, { open, log, exit }: ServeOptions): void {
  const detachers = new Map<string, () => void>();
  let engine: Engine | null = null;
  let ending = false;

  const start = async (options: EngineStart): Promise<void> => {
    engine = await open(options);
    if (ending) await engine.close();
    else port.send({ type: 'ready' });
  };

  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    await engine?.close();
    exit(0);
  };

  const fail = (thrown: unknown): void => {
    log(describe(thrown));
    exit(1);
  };

  const answer = async (name: string, input: unknown, viewer: string): Promise<Answer> => {
    if (engine === null) return { ok: false, message: 'The engine has not started.' };
    try {
      return { ok: true, value: await dispatch(engine.handlers, name, input, { viewer }) };
    } catch (thrown) {
      if (thrown instanceof BadRequest) return { ok: false, message: thrown.message };
      log(`${name}: ${describe(thrown)}`);
      return { ok: false, message: `The engine failed at “${name}”; its log says why.` };
    }
  };

  port.listen((message) => {
    switch (message.type) {
      case 'start':
        start(message.options).catch(fail);
        break;
      case 'attach': {
        const { viewer } = message;
        const detach = engine?.attach(viewer, (name, payload) => port.send({ type: 'event', viewer, name, payload }));
        if (detach !== undefined) detachers.set(viewer, detach);
        break;
      }
      case 'detach':
        detachers.get(message.viewer)?.();
        detachers.delete(message.viewer);
        break;
      case 'call':
        void answer(message.name, message.input, message.viewer).then((outcome) =>
          port.send({ type: 'answer', id: message.id, answer: outcome }),
        );
        break;
      case 'stop':
        end().catch(fail);
        break;
    }
  });
  port.closed(() => void end().catch(fail));
  port.send({ type: 'hello' });
}

const describe = (thrown: unknown): string => (thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
