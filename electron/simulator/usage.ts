import { scenarios } from '#shared/simulation/scenarios.ts';

export const usage = `npm run simulator -- [options]   runs the simulator alone, and prints its addresses as one JSON line

  --port N             where AWS is listened for on 127.0.0.1 (default: 0, any free port)
  --scenario NAME      which fleet and faults: ${scenarios.map(({ id }) => id).join(', ')} (default: demo)
  --seed N             the same seed plays the same day (default: 1)
  --speed N            simulated seconds per second, 1 to 1000 (default: 1)
  --applications N     how many, 1 to 500: the fleet is cut short, or repeated (default: all of the scenario's, once)
  --history HOURS      how much has been played when it starts, 0 to 168 (default: 6; 1 for more than 60 applications)
  --token TEXT         the secret in the control address, 16 to 128 letters, digits, hyphens or underscores (default: a new one)
  --help
`;
