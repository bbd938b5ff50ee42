import type { GraphShape } from './graphLayout.ts';
import { layOut } from './layOut.ts';

// A worker's global scope; the page's own types describe a window.
const worker = globalThis as unknown as Worker;

worker.addEventListener('message', ({ data }: MessageEvent<{ readonly key: string; readonly shape: GraphShape }>) =>
  worker.postMessage({ key: data.key, layout: layOut(data.shape) }, []),
);
