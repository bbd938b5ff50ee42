import process from 'node:process';
import { portToMain } from '#electron/ipc/portToMain.ts';
import { serveEngine } from '#electron/ipc/serveEngine.ts';

/** The engine's end of the line as it ships, in front of an engine that every Node can run. */
serveEngine(portToMain(), {
  open: ({ version }) => {
    const refuse = () => {
      throw new Error('not part of this test');
    };
    let tell: () => void = () => undefined;
    return Promise.resolve({
      handlers: {
        'host.info': () => ({ version, host: 'electron', platform: String(process.pid) }),
        watch: () => {
          setImmediate(tell);
          return { sequence: 0, snapshots: [] };
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
        'logs.search': refuse,
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
      },
      attach: (_viewer, send) => {
        tell = () => send('snapshots', { sequence: 1, snapshots: [] });
        return () => undefined;
      },
      close: () => Promise.resolve(),
    });
  },
  log: (line) => void process.stderr.write(`${line}\n`),
  exit: (code) => process.exit(code),
});
