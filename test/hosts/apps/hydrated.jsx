import 'chat-8080';

export const App = () => (
  <chat-8080 label="Ask our shop" headers={{ 'x-customer': '7' }} onchat-clear={() => (document.title = 'cleared')} />
);
