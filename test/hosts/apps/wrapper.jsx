import { Chat8080 } from 'chat-8080/react';

/** @param on a listener for each event that the component takes */
export const App = ({ on = {}, chat }) => (
  <Chat8080
    endpoint="/v1"
    ref={chat}
    id="chat"
    className="shop"
    hidden={false}
    topP={0.5}
    stopSequences={['.', '!']}
    withoutCopy
    {...on}
  >
    <a href="/contact">Write to us</a>
  </Chat8080>
);
