/** A conversation that is longer than the model, in the words of the services that there are: nearly each has its own, with a status of its own. */

/** Looked for in an error's body as it came, so that it does not matter how the words are wrapped: an object, an array, a string in a string. */
const words: Record<string, RegExp> = {
  // https://platform.openai.com/docs/guides/error-codes; Azure, Groq, Cerebras
  OpenAI: /"context_length_exceeded"/,
  // "This model's maximum context length is 4096 tokens", https://github.com/vllm-project/vllm/issues/20409; DeepSeek, SGLang, xAI.
  // OpenRouter: "This endpoint's maximum …", https://github.com/OpenHands/OpenHands/issues/9937
  vLLM: /maximum (context|prompt|model) length/i,
  // https://docs.litellm.ai/docs/exception_mapping
  LiteLLM: /ContextWindowExceededError/,
  // https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/237
  'LM Studio': /tokens when (the )?context (the )?overflows|tokens to keep from the initial prompt is greater/i,
  // "The input token count (1200293) exceeds …", without the number too: https://github.com/BerriAI/litellm/issues/18282
  Gemini: /input token count( \(\d+\))? exceeds the maximum/i,
  // "… too large for model with 32768 maximum context length"
  Mistral: /"code":\s*"?3051\b/,
  // https://github.com/OpenHands/OpenHands/issues/5350, https://github.com/BrokkAi/brokk-app/issues/540
  Anthropic: /prompt is too long|input length and `max_tokens` exceed context limit/i,
  // HTTP 400 and HTTP 500, https://github.com/ggml-org/llama.cpp/issues/19774
  'llama.cpp': /exceeds the available context size|context size has been exceeded/i,
  // "`inputs` tokens + `max_new_tokens` must be <= 4096", HTTP 422
  'Hugging Face': /tokens \+ `max_new_tokens` must be/,
};

/** @param text The body of an error. */
export function saysTooLong(text: string): boolean {
  return Object.values(words).some((pattern) => pattern.test(text));
}
