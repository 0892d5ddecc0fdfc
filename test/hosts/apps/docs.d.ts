declare module 'docs:Angular/shop-chat.ts' {
  export const ShopChat: import('@angular/core').Type<unknown>;
}
