declare module 'readme:Angular/shop-chat.ts' {
  export const ShopChat: import('@angular/core').Type<unknown>;
}
