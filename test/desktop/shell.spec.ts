import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CSP } from '#shared/contract/csp.ts';
import { expect, test } from './desktop.ts';
import type { Exposed } from './desktop.ts';
import { nothing } from './environment.ts';

test('a page has the contract’s call and on, and nothing of Node', async ({ open }) => {
  const { page } = await open(nothing);
  const found = await page.evaluate(() => ({
    exposed: Object.keys((globalThis as unknown as Exposed).host),
    node: ['require', 'process', 'module', 'Buffer', '__dirname', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
    origin: location.origin,
    secure: isSecureContext,
  }));
  expect(found).toEqual({ exposed: ['call', 'on'], node: [], origin: 'app://streamgauge', secure: true });
});

test('the window is sandboxed, isolated and without Node', async ({ open }) => {
  const { app } = await open(nothing);
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in Electron's types.
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
  });
});

test('every answer of app:// carries the policy, and only built pages are answered', async ({ open }) => {
  const { page } = await open(nothing);
  const answers = await page.evaluate(async () => {
    const ask = async (address: string, method = 'GET') => {
      const { status, headers } = await fetch(address, { method });
      return { status, policy: headers.get('content-security-policy'), sniffing: headers.get('x-content-type-options') };
    };
    return {
      page: await ask('/'),
      script: await ask(document.querySelector('script')?.src ?? ''),
      missing: await ask('/assets/none.js'),
      climbing: await ask('/%2e%2e/%2e%2e/package.json'),
      twice: await ask('/%252e%252e/package.json'),
      posted: await ask('/', 'POST'),
    };
  });
  const closed = { policy: CSP, sniffing: 'nosniff' };
  expect(answers).toEqual({
    page: { status: 200, ...closed },
    script: { status: 200, ...closed },
    missing: { status: 404, ...closed },
    climbing: { status: 404, ...closed },
    twice: { status: 404, ...closed },
    posted: { status: 405, ...closed },
  });
});

test('the window cannot leave, cannot open others, and opens documentation alone in the browser', async ({ open }) => {
  const { app, page } = await open(nothing);
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (address) => Promise.resolve(void opened.push(address));
  });
  await page.evaluate(() => {
    window.marker = 'here';
  });
  for (const address of ['https://example.org/', 'http://127.0.0.1:9/', 'file:///etc/passwd', 'data:text/html,hello'])
    await page.evaluate((elsewhere) => {
      location.href = elsewhere;
    }, address);
  const windows = await page.evaluate(() =>
    [
      'https://example.org/',
      'http://docs.aws.amazon.com/',
      'https://docs.aws.amazon.com/managed-flink/latest/java/what-is.html',
      'app://streamgauge/',
    ].map((address) => window.open(address) === null),
  );
  expect(windows).toEqual([true, true, true, true]);
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened))
    .toEqual(['https://docs.aws.amazon.com/managed-flink/latest/java/what-is.html']);
  expect(app.windows()).toHaveLength(1);
  expect(await page.evaluate(() => [location.href, window.marker])).toEqual([
    expect.stringMatching(/^app:\/\/streamgauge\//),
    'here',
  ]);
});

test('no permission is granted but writing to the clipboard', async ({ open }) => {
  const { page } = await open(nothing);
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'clipboard-write', 'midi'];
    const found = await Promise.all(names.map((name) => navigator.permissions.query({ name: name as PermissionName })));
    return Object.fromEntries(names.map((name, at) => [name, found[at]?.state]));
  });
  expect(states).toEqual({
    geolocation: 'denied',
    notifications: 'denied',
    camera: 'denied',
    microphone: 'denied',
    'clipboard-read': 'denied',
    'clipboard-write': 'granted',
    midi: 'denied',
  });
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
});

test('nothing in a window reaches the network, even without the page’s policy', async ({ open }) => {
  const { app, page } = await open(nothing);
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end('reached');
  }).listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => {
    server.once('listening', resolve);
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    expect(await page.evaluate((url) => fetch(url).then(String, (thrown: Error) => thrown.message), address)).toBe(
      'Failed to fetch',
    );
    const outcome = await app.evaluate(async ({ BrowserWindow }, url) => {
      const bare = new BrowserWindow({ show: false });
      const failure = await bare.loadURL(url).then(
        () => 'loaded',
        (thrown: Error) => thrown.message,
      );
      bare.destroy();
      return failure;
    }, address);
    expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(asked).toBe(0);
  } finally {
    server.close();
  }
});

test('a download of what no page of ours makes goes nowhere', async ({ open }) => {
  const { app, page } = await open(nothing);
  await app.evaluate(({ session }) => {
    const downloads: string[] = [];
    Object.assign(globalThis, { downloads });
    session.defaultSession.on('will-download', (event, item) => {
      setImmediate(() => downloads.push(event.defaultPrevented ? 'prevented' : item.getState()));
    });
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'x.html';
    link.click();
  });
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { downloads: string[] }).downloads))
    .toEqual(['prevented']);
});

for (const name of ['series.csv', 'flame.svg', 'flame.folded', 'threads.txt'])
  test(`a file that a page has made is saved where the user says: ${name}`, async ({ open }, testInfo) => {
    const { app, page } = await open(nothing);
    const path = testInfo.outputPath(name);
    await app.evaluate(({ session }, to) => {
      // In the place of the dialog in which the user says where.
      session.defaultSession.on('will-download', (_event, item) => item.setSavePath(to));
    }, path);
    await page.evaluate((download) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['time,value']));
      link.download = download;
      link.click();
    }, name);
    await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toBe('time,value');
  });

test('calls outside the contract, too large or of the wrong shape are refused with a sentence', async ({ open }) => {
  const { page } = await open(nothing);
  const refused = await page.evaluate(async () => {
    const { host } = globalThis as unknown as { host: { call(name: string, input: unknown): Promise<unknown> } };
    const ask = (name: string, input: unknown) => host.call(name, input).then(String, (thrown: Error) => thrown.message);
    return [
      await ask('shell.exec', { command: 'ls' }),
      await ask('watch', { topics: 3 }),
      await ask('watch', { topics: [], rest: 'x'.repeat(1_100_000) }),
    ];
  });
  expect(refused[0]).toContain('Not in the contract: shell.exec');
  expect(refused[1]).toMatch(/^watch: .*expected array/);
  expect(refused[2]).toBe('watch: the input is larger than 1 MB.');
});

test('a page that is not ours, and a frame inside ours, are not answered', async ({ open }) => {
  const { app, page } = await open(nothing);
  const stranger = await app.evaluate(async ({ app, BrowserWindow }) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { preload: `${app.getAppPath()}/out/preload/preload.cjs`, sandbox: true, contextIsolation: true },
    });
    await window.loadURL('data:text/html,hello');
    const ask = "window.host.call('host.info', {}).then(JSON.stringify, (thrown) => thrown.message)";
    const foreign = String(await window.webContents.executeJavaScript(ask));
    // Our own page, but in a window that the app did not open.
    await window.loadURL('app://streamgauge/');
    const uninvited = String(await window.webContents.executeJavaScript(ask));
    window.destroy();
    return [foreign, uninvited];
  });
  const refusal = "host.info: only Streamgauge's own pages may call.";
  expect(stranger).toEqual([refusal, refusal]);

  const inFrame = await page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    return frame.contentWindow === null ? 'no frame' : 'host' in frame.contentWindow;
  });
  expect(inFrame).toBe(false);
});
