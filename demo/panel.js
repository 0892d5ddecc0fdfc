/** The control panel beside the chat. All it does is write the query of the element's `endpoint`, and the theme. */
// @ts-check

/** @typedef {{ name: string, does: string, argument?: { name: string, what: string, default: string } }} Scenario */

/**
 * @template {Element} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
function byId(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no ${kind.name} #${id}.`);
  return element;
}

const chat = document.querySelector('chat-8080');
const panel = byId('panel', HTMLFormElement);
const scenarioSelect = byId('scenario', HTMLSelectElement);
const scenarioNote = byId('scenario-note', HTMLElement);
const argumentField = byId('argument-field', HTMLElement);
const argumentLabel = argumentField.querySelector('label');
const argumentInput = byId('argument', HTMLInputElement);
const rateSelect = byId('rate', HTMLSelectElement);

// What the model may call, so that tools can be tried by hand: one at once, one that the visitor is asked for.
if (chat) {
  Object.assign(chat, {
    tools: [
      {
        name: 'time',
        label: 'The time of day',
        description: 'The time of day on the visitor\u2019s clock.',
        inputSchema: { type: 'object', properties: {} },
        execute: () => new Date().toLocaleTimeString(),
      },
      {
        name: 'dice',
        label: 'A die',
        description: 'Throws a die.',
        inputSchema: { type: 'object', properties: { sides: { type: 'integer', minimum: 2, maximum: 100 } } },
        confirm: (/** @type {{ sides?: number }} */ { sides = 6 }) => `Throw a die with ${sides} sides?`,
        execute: (/** @type {{ sides?: number }} */ { sides = 6 }) => 1 + Math.floor(Math.random() * sides),
      },
    ],
  });
}

/** @param {string} text */
const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {Scenario[]} scenarios */
function setUpPanel(scenarios) {
  const endpoint = chat?.getAttribute('endpoint') ?? '';
  const chosen = () => scenarios.find((scenario) => scenario.name === scenarioSelect.value);

  for (const { name } of scenarios) scenarioSelect.add(new Option(capitalised(name.replaceAll('-', ' ')), name));

  const writeEndpoint = () => {
    const query = new URLSearchParams();
    const scenario = chosen();
    if (scenario) query.set('scenario', scenario.name);
    if (scenario?.argument) query.set(scenario.argument.name, argumentInput.value);
    if (rateSelect.value !== '') query.set('rate', rateSelect.value);
    chat?.setAttribute('endpoint', query.size === 0 ? endpoint : `${endpoint}?${query}`);
  };

  const showScenario = () => {
    const scenario = chosen();
    scenarioNote.textContent = scenario
      ? `${scenario.does} The same by typing: /${scenario.name}`
      : 'Every message gets a prepared reply.';
    argumentField.hidden = !scenario?.argument;
    argumentInput.value = scenario?.argument?.default ?? '';
    if (argumentLabel) argumentLabel.textContent = capitalised(scenario?.argument?.what ?? '');
  };

  scenarioSelect.addEventListener('change', showScenario);
  panel.addEventListener('input', writeEndpoint);
  panel.addEventListener('change', writeEndpoint);
  panel.addEventListener('submit', (event) => event.preventDefault());
  panel.addEventListener('reset', () => {
    // The fields have their first values again only after the event.
    setTimeout(() => {
      showScenario();
      writeEndpoint();
    });
  });
  showScenario();
  chat?.setAttribute('placeholder', 'Ask something, or type /help');
  panel.hidden = false;
}

byId('appearance', HTMLFormElement).addEventListener('change', (event) => {
  if (!(event.target instanceof HTMLInputElement)) return;
  document.documentElement.dataset.theme = event.target.value;
  chat?.setAttribute('theme', event.target.value);
});

const response = await fetch('/stand-in/scenarios');
/** @type {{ standIn: boolean, scenarios: Scenario[] }} */
const { standIn, scenarios } = await response.json();
if (standIn) setUpPanel(scenarios);
byId('service-note', HTMLElement).hidden = standIn;

export {};
