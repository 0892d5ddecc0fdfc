/** What workerd is told: the recipe and the built proxy, side by side in a folder. */
export const workerConfig = (port: number): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [
    (name = "cloudflare-worker.js", esModule = embed "cloudflare-worker.js"),
    (name = "chat-8080/proxy", esModule = embed "proxy.js"),
  ],
  bindings = [
    (name = "_8080_API_KEY", fromEnvironment = "_8080_API_KEY"),
    (name = "CHAT_UPSTREAM", fromEnvironment = "CHAT_UPSTREAM"),
  ],
  compatibilityDate = "2025-09-01",
  compatibilityFlags = ["enable_request_signal"],
);`;
