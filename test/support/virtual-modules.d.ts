declare module 'virtual:servers' {
  export const servers: import('./servers.js').ServerUrls;
}

declare module 'virtual:browser' {
  export const browser: import('./browsers.js').RunningBrowser;
}
