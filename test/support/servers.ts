// The real servers that browser tests talk to, each on an origin of its own.
import { startAimock } from './aimock.js';
import { startFiles } from './files.js';

export async function startServers() {
  const [aimock, files] = await Promise.all([startAimock(), startFiles()]);
  return {
    urls: { aimock: aimock.url, files: files.url },
    close: async () => {
      await Promise.all([aimock.close(), files.close()]);
    },
  };
}

export type ServerUrls = Awaited<ReturnType<typeof startServers>>['urls'];
