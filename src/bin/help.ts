/** What `--help` prints. */
export const help = `Usage: npx chat-8080 [options]

Serves chat-8080.js, a proxy that holds the API key, and a page to try. Prints the snippet for your own pages.
The key is read from the environment variable _8080_API_KEY.

Options:
  --instructions FILE  A text file: what the model is told before each conversation. Visitors cannot read it.
  --origin URL         A site whose pages may ask, such as https://www.example.com. May be given several times.
  --model NAME         A model that pages may ask for; the snippet names the first. May be given several times.
                       Default: 8080/taalas/llama3.1-8b-instruct
  --limits LIST        What visitors may use up, with commas between: AMOUNT/PERIOD, the amount in requests or tokens,
                       the period in seconds, minutes, hours or days. "total:" is for all visitors together.
                       Example: 20/1m,200000tokens/1d,total:5000000tokens/1d
  --upstream URL       The chat-completions address that requests go to.
                       Default: https://api.8080.io/v1/chat/completions
  --port NUMBER        Default: 8080. 0 means any free port.
  --host ADDRESS       The address to listen on. Default: 127.0.0.1, which only this computer reaches.
  --help               Prints this.
  --version            Prints the version.`;
