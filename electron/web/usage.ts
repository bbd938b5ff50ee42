import { connectionUsage } from '../cli/usage.ts';

export const usage = `npm run web -- [options]   serves Streamgauge for a browser of this machine, and prints its address

  --port N             where to listen on 127.0.0.1 (default: 0, any free port)

Which connection (default: those that the settings watch; at first, the simulator):
${connectionUsage}
  --help
`;
