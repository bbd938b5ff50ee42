// Without imports, so that the sandboxed preload can bundle this file alone.

/** Every call a window may make. */
export const CALLS = [
  'host.info',
  'watch',
  'settings.save',
  'connections.save',
  'connections.remove',
  'connections.watch',
  'connections.test',
  'simulator.clock',
  'simulator.scenarios',
  'simulator.truth',
  'simulator.start',
  'simulator.fault',
  'simulator.network',
  'connections.answer',
  'profiles.list',
  'metrics.read',
  'markers.read',
  'logs.search',
  'logs.insights',
  'logs.insightsStop',
  'checkpoints.read',
  'taskManagers.log',
  'threads.dump',
  'captures.save',
  'captures.read',
  'captures.change',
  'captures.remove',
  'alarms.choose',
  'alarms.snooze',
  'alarms.topic',
  'alarms.learn',
  'alarms.backtest',
  'alarms.export',
  'alarms.plan',
  'alarms.apply',
  'alarms.undoPlan',
  'alarms.undo',
  'notices.read',
  'notices.mute',
  'notices.trial',
  'past',
  'history.clear',
] as const;
export type CallName = (typeof CALLS)[number];

/** A call's input may have so many megabytes of JSON, whatever way it comes: a capture is as large as what it holds. */
export const mostMegabytes = (name: string): number => (name === 'captures.save' ? 16 : 1);

/** Every event a window may hear. */
export const EVENTS = ['snapshots', 'engine'] as const;
export type EventName = (typeof EVENTS)[number];
