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

export const usage = `streamgauge: watches Apache Flink applications.

  streamgauge apps [options]   the applications and their health

Which connection (default: those that the desktop app watches; at first, the simulator):
${connectionUsage}
What to show:
  --app NAME           this application alone, by its name or ARN
  --minutes N          watch for so long first, in the connection's time
  --json               machine-readable

  streamgauge --help, --version

Exit codes: 0 everything is healthy, 1 something is wrong, 2 could not tell or bad use.
`;
