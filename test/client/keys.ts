/** A key of every shape that is known. None of them is real. */
const rest = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7aB3dE6gH';

export const keys: Readonly<Record<string, string>> = {
  OpenAI: `sk-${rest}`,
  'OpenAI, of a project': `sk-proj-${rest}`,
  Anthropic: `sk-ant-api03-${rest}`,
  OpenRouter: `sk-or-v1-${rest}`,
  Groq: `gsk_${rest}`,
  xAI: `xai-${rest}`,
  'Hugging Face': `hf_${rest}`,
  Google: `AIza${rest}`,
  8080: `8080-${rest}`,
};
