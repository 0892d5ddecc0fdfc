import { createSignal, For, Show } from 'solid-js';
import { render } from 'solid-js/web';
import { ShopChat } from 'docs:Solid/ShopChat.jsx';

function App() {
  const [said, setSaid] = createSignal([]);
  const [named, setNamed] = createSignal({ label: 'Ask our shop', customer: '7' });
  const [isShown, setShown] = createSignal(true);
  const [order, setOrder] = createSignal(['news', 'chat']);
  const onMessage = ({ role }) => setSaid((before) => [...before, role]);
  return (
    <>
      <button onClick={() => setNamed({ label: 'Ask Anna', customer: '8' })}>Rename</button>
      <button onClick={() => setShown((before) => !before)}>Toggle</button>
      <button onClick={() => setOrder((before) => before.toReversed())}>Move</button>
      <output>{said().join(' ')}</output>
      <div>
        <For each={order()}>
          {(name) => (
            <Show when={name === 'chat'} fallback={<p>News</p>}>
              <Show when={isShown()}>
                <ShopChat label={named().label} customer={named().customer} onMessage={onMessage} />
              </Show>
            </Show>
          )}
        </For>
      </div>
    </>
  );
}

render(() => <App />, document.querySelector('#app'));
