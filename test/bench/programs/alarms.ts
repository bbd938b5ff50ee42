import process from 'node:process';
import { scenarios } from '#shared/simulation/scenarios.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import { streamingMembers } from '#test/support/alarms/healthyDays.ts';
import { healthyAlarmDays } from '#test/support/alarms/healthyAlarmDays.ts';
import { scenarioAlarms, victimsOf } from '#test/support/alarms/scenarioAlarms.ts';

/** `alarms.ts healthy|scenarios SEED`: what the recommended alarms did, as JSON. One application after the other: each has a world of its own. */
const [what, text] = process.argv.slice(2);
const seed = Number(text);
/** Seeds begin at other hours of other days. */
const start = millis(Date.UTC(2026, 10, 24) + seed * 5 * HOUR);
const log = (line: string): void => void process.stderr.write(`alarms ${what} ${seed}: ${line}\n`);

const LEARN = 7;
const DAYS = 14;
const APPLICATIONS = 20;
const HOURS = 6;

function healthy() {
  return streamingMembers(APPLICATIONS).flatMap((member) => {
    log(member.name);
    const midnight = millis(Date.UTC(2026, 10, 24 + (seed % 7)));
    return healthyAlarmDays(member, { seed, learn: LEARN, days: DAYS, end: midnight });
  });
}

const sick = () =>
  scenarios.flatMap((scenario) =>
    victimsOf(scenario).map((application) => {
      log(scenario.id);
      return scenarioAlarms(scenario, application, { seed, learn: LEARN, hours: HOURS, start });
    }),
  );

process.stdout.write(JSON.stringify(what === 'healthy' ? healthy() : sick()));
