import type { EventName } from '#shared/contract/names.ts';
import type { Engine } from '#electron/engine/createEngine.ts';

type Send = (name: EventName, payload: never) => void;

/** An engine whose events the test says, for what is the transport's own business. */
export function scriptedEngine() {
  const attached = new Map<string, Send>();
  const asked: { viewer: string; input: unknown }[] = [];
  let sequence = 0;
  const refuse = () => {
    throw new Error('a bug in a handler');
  };
  const engine: Pick<Engine, 'handlers' | 'attach'> = {
    handlers: {
      'host.info': () => ({ version: '0.0.0', host: 'browser', platform: 'test' }),
      watch: (input, { viewer }) => {
        asked.push({ viewer, input });
        return { sequence, snapshots: [] };
      },
      'settings.save': refuse,
      'connections.save': refuse,
      'connections.remove': refuse,
      'connections.watch': refuse,
      'connections.test': refuse,
      'simulator.clock': refuse,
      'simulator.scenarios': refuse,
      'simulator.truth': refuse,
      'simulator.start': refuse,
      'simulator.fault': refuse,
      'simulator.network': refuse,
      'connections.answer': refuse,
      'profiles.list': refuse,
      'metrics.read': refuse,
      'markers.read': refuse,
      'logs.insights': refuse,
      'logs.insightsStop': refuse,
      'checkpoints.read': refuse,
      'taskManagers.log': refuse,
      'threads.dump': refuse,
      'captures.save': refuse,
      'captures.read': refuse,
      'captures.change': refuse,
      'captures.remove': refuse,
      'alarms.choose': refuse,
      'alarms.snooze': refuse,
      'alarms.topic': refuse,
      'alarms.learn': refuse,
      'alarms.backtest': refuse,
      'alarms.export': refuse,
      'alarms.plan': refuse,
      'alarms.apply': refuse,
      'alarms.undoPlan': refuse,
      'alarms.undo': refuse,
      'notices.read': refuse,
      'notices.mute': refuse,
      'notices.trial': refuse,
      past: refuse,
      'history.clear': refuse,
      'logs.search': () => ({ ok: true, value: { records: [], truncated: false } }),
    },
    attach(viewer, send) {
      attached.set(viewer, send);
      return () => void attached.delete(viewer);
    },
  };
  return {
    engine,
    asked,
    viewers: () => [...attached.keys()],
    /** Tells every viewer the next numbered snapshots. */
    tell() {
      sequence += 1;
      for (const send of attached.values()) send('snapshots', { sequence, snapshots: [] } as never);
    },
  };
}
