import { useState } from 'react';
import { ShopChat } from 'docs:React/ShopChat.jsx';

export function App() {
  const [said, setSaid] = useState([]);
  const [named, setNamed] = useState({ label: 'Ask our shop', customer: '7' });
  const [isShown, setShown] = useState(true);
  const [order, setOrder] = useState(['news', 'chat']);
  const onMessage = ({ role }) => setSaid((before) => [...before, role]);
  const parts = {
    news: <p key="news">News</p>,
    chat: isShown && <ShopChat key="chat" {...named} onMessage={onMessage} />,
  };
  return (
    <>
      <button onClick={() => setNamed({ label: 'Ask Anna', customer: '8' })}>Rename</button>
      <button onClick={() => setShown((before) => !before)}>Toggle</button>
      <button onClick={() => setOrder((before) => before.toReversed())}>Move</button>
      <output>{said.join(' ')}</output>
      <div>{order.map((name) => parts[name])}</div>
    </>
  );
}
