/** The real servers that browser tests talk to, each on an origin of its own. */
import { startAimock } from './aimock.js';
import { startFiles } from './files.js';
import { startScriptedServer } from './scripted-server.js';

export async function startServers() {
  const [aimock, files, scripted] = await Promise.all([startAimock(), startFiles(), startScriptedServer()]);
  return {
    urls: { aimock: aimock.url, files: files.url, scripted: scripted.url },
    close: async () => {
      await Promise.all([aimock.close(), files.close(), scripted.close()]);
    },
  };
}

/** @public Named in `virtual-modules.d.ts`, where knip does not look. */
export type ServerUrls = Awaited<ReturnType<typeof startServers>>['urls'];
