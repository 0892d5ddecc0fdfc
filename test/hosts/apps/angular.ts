import '@angular/compiler'; // compiles templates in the page, where the CLI would have done so before
import { Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { ShopChat } from 'docs:Angular/shop-chat.ts';

@Component({
  selector: 'my-app',
  imports: [ShopChat],
  template: `
    <button (click)="named = { label: 'Ask Anna', customer: '8' }">Rename</button>
    <button (click)="isShown = !isShown">Toggle</button>
    <button (click)="order = order.toReversed()">Move</button>
    <output>{{ said.join(' ') }}</output>
    <div>
      @for (name of order; track name) {
        @if (name === 'news') {
          <p>News</p>
        } @else if (isShown) {
          <shop-chat [label]="named.label" [customer]="named.customer" (message)="said.push($event.role)"></shop-chat>
        }
      }
    </div>
  `,
})
class App {
  said: string[] = [];
  named = { label: 'Ask our shop', customer: '7' };
  isShown = true;
  order = ['news', 'chat'];
}

document.querySelector('#app')!.append(document.createElement('my-app'));
await bootstrapApplication(App);
