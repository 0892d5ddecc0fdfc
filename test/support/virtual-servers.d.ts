declare module 'virtual:servers' {
  export const servers: import('./servers.js').ServerUrls;
}
