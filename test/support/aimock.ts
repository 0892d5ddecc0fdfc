/** An OpenAI-compatible server that nobody here wrote, on an origin of its own: our reading of the wire held against somebody else's. */
import { LLMock } from '@copilotkit/aimock';

export async function startAimock(): Promise<{ url: string; close: () => Promise<void> }> {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', latency: 5, chunkSize: 6 });
  mock.onMessage('hello', { content: 'Hi there, é 🎉.\nThis is the second line.' });
  await mock.start();
  return { url: mock.url, close: () => mock.stop() };
}
