import { logQueries } from '#shared/catalogue/logQueries.ts';

/** The lines about the arguments that name a connection, the same for every command. */
export const connectionUsage = `  --connection NAME    simulator, aws, flink, or the id of a saved connection
  --scenario NAME      simulator: which fleet and faults
  --seed N             simulator: the same seed plays the same day
  --speed N            simulator: simulated seconds per second, 1 to 1000
  --applications N     simulator: how many, 1 to 500 (default: all of the scenario's, once)
  --address URL        simulator: the control address of one that already runs
  --region REGION      aws: such as eu-west-1
  --profile NAME       aws: a profile of the shared AWS configuration
  --endpoint URL       aws: another endpoint for every service
  --url URL            flink: the address of the cluster's REST interface
  --settings FILE      where the saved connections are
`;

const queryIds = wrapped(logQueries.map(({ id }) => id));

export const usage = `streamgauge: watches Apache Flink applications.

  streamgauge apps [options]      the applications and their health
  streamgauge metrics [options]   the series of an application
  streamgauge logs [options]      the log of an application
  streamgauge alarms [options]    which of the recommended alarms there are, and the others as code

Which connection (default: those that the desktop app watches; at first, the simulator):
${connectionUsage}
apps:
  --app NAME           this application alone, by its name or ARN
  --minutes N          watch for so long first, in the connection's time
  --json               machine-readable

metrics:
  --app NAME           by its name or ARN; may be left out where there is only one
  --metric NAME        this metric; several with commas, or by giving it again
                       (default: those of the application as a whole)
  --level LEVEL        APPLICATION, TASK, OPERATOR, PARALLELISM or OTHER
  --dimension N=VALUE  series of this dimension alone, such as Task=Sink; may be given again
  --statistic NAME     Average, Minimum, Maximum, Sum, SampleCount, p50, p90, p99 or Gauge
                       (default: as the Developer Guide reads the metric)
  --period SECONDS     between two points (default: the finest that the time allows)
  --list               which series there are, instead of their figures

logs:
  --app NAME           by its name or ARN; may be left out where there is only one
  --pattern PATTERN    a filter pattern of CloudWatch Logs
  --limit N            the newest N lines, at most 10000 (default: 100)
  --groups             what tells of trouble, each once, with its count
  --follow             go on with what comes, until stopped; with --minutes, for so long
  --query QUERY        ask CloudWatch Logs Insights, which charges for it; or the id of one of
                       the Developer Guide's:${queryIds}
  --show-secrets       print what looks like a password, a key or a token

alarms:
  --app NAME           this application alone, by its name or ARN
  --minutes N          watch for so long first, in the connection's time
  --json               machine-readable
  --check              exit code 1 when an alarm is missing or wrong
  --export FORMAT      cfn, terraform, cdk or cli: the alarms as code
  --which WHICH        export: missing (default), wanting (those and the wrong ones), or all
  --dashboard          export: a CloudWatch dashboard of each application as well
  --out FOLDER         export: into files there, instead of to standard output

metrics and logs:
  --minutes N          of the last N minutes, in the connection's time (default: 60)
  --from, --to TIME    or from here to there: 2026-11-24T12:00:00Z; without a zone, UTC
  --json, --csv        machine-readable; times are ISO 8601 in UTC

  streamgauge --help, --version

Exit codes: 0 everything is healthy (metrics, logs, alarms: it was answered), 1 something is wrong
(alarms --check: one is missing or wrong), 2 could not tell or bad use.
`;

/** Words with commas, in lines below each other. */
function wrapped(words: readonly string[]): string {
  const lines = [''];
  for (const [i, word] of words.entries()) {
    const text = i === words.length - 1 ? word : `${word},`;
    const last = lines.length - 1;
    const longer = `${lines[last] ?? ''} ${text}`;
    if (longer.length > 76) lines.push(text);
    else lines[last] = longer.trim();
  }
  return lines.map((line) => `\n${' '.repeat(23)}${line}`).join('');
}
