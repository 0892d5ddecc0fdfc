/** What servers answer to a picture, a recording or a file that they do not take, and what reads much like it and is another matter. */
import type { ChatErrorCode } from '../../src/client/index.js';

export interface RefusedPart {
  /** Whose words these are. */
  source: string;
  status: number;
  body: unknown;
  /** Default: `unsupported-content`. */
  code?: ChatErrorCode;
}

const error = (fields: object): object => ({ error: fields });
const invalid = (message: string, fields: object = {}): object =>
  error({ message, type: 'invalid_request_error', param: null, code: null, ...fields });

export const refusedParts: RefusedPart[] = [
  {
    source: 'OpenAI, as quoted in issue 274 of browser-use/web-ui',
    status: 400,
    body: invalid('Invalid content type. image_url is only supported by certain models.', {
      param: 'messages.[1].content.[1].type',
    }),
  },
  {
    source: 'OpenAI, of a recording, as quoted in issue 150 of LLMTornado',
    status: 400,
    body: invalid("Invalid 'messages[1]'. Content blocks are expected to be either text or image_url type.", {
      code: 'invalid_value',
    }),
  },
  {
    source: 'OpenAI, of a file that is no PDF, as quoted in issue 613 of openai-dotnet',
    status: 400,
    body: invalid(
      "Invalid file data: 'messages[1].content[1].file.file_data'. Expected a base64-encoded data URL with an application/pdf MIME type (e.g. 'data:application/pdf;base64,SGVsbG8sIFdvcmxkIQ=='), but got unsupported MIME type 'text/markdown'.",
      { code: 'invalid_value' },
    ),
  },
  {
    source: 'OpenAI, of another format, as in issue 1544 of vercel/ai',
    status: 400,
    body: invalid(
      "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
      { code: 'invalid_image_format' },
    ),
  },
  {
    source: 'llama.cpp, as quoted in its issue 13566: 500, which is asked once all the same',
    status: 500,
    body: error({ code: 500, message: 'image input is not supported by this server', type: 'server_error' }),
  },
  {
    source: 'llama.cpp, with a hint',
    status: 500,
    body: error({
      code: 500,
      message: 'audio input is not supported - hint: if this is unexpected, you may need to provide the mmproj',
      type: 'server_error',
    }),
  },
  {
    source: 'llama.cpp, of a type of part that it does not know',
    status: 400,
    body: error({ code: 400, message: 'unsupported content[].type', type: 'invalid_request_error' }),
  },
  {
    source: 'llama.cpp, of what it cannot decode',
    status: 400,
    body: error({ code: 400, message: 'Failed to load image or audio file', type: 'invalid_request_error' }),
  },
  {
    source: 'OpenRouter, as quoted in issue 5396 of goose',
    status: 404,
    body: error({ message: 'No endpoints found that support image input', code: 404 }),
  },
  {
    source: 'OpenRouter, of a recording',
    status: 404,
    body: error({ message: 'No endpoints found that support input audio', code: 404 }),
  },
  {
    source: 'OpenRouter, with the words of the service behind it in its metadata',
    status: 400,
    body: error({
      message: 'Provider returned error',
      code: 400,
      metadata: { raw: '{"error":{"message":"This model does not support image inputs."}}', provider_name: 'x' },
    }),
  },
  {
    source: 'MiMo, whose numbers are strings, as quoted in issue 229 of oai-compatible-copilot',
    status: 404,
    body: error({ code: '404', message: 'No endpoints found that support image input', param: '', type: '' }),
  },
  {
    source: 'LM Studio, as quoted in its issue 908',
    status: 400,
    body: { error: 'Model does not support images. Please use a model that does.' },
  },
  {
    source: 'vLLM, as in its issue 23402',
    status: 400,
    body: error({ message: 'GLM-5.2 is not a multimodal model', type: 'BadRequestError', param: null, code: 400 }),
  },
  {
    source: 'vLLM, of one picture more than it takes',
    status: 400,
    body: { object: 'error', message: 'At most 1 image(s) may be provided in one request.', type: 'BadRequestError', code: 400 },
  },
  {
    source: 'DeepSeek, as quoted in issue 310 of jcode',
    status: 400,
    body: invalid(
      'Failed to deserialize the JSON body into the target type: messages[7]: unknown variant `image_url`, expected `text` at line 1 column 114708',
      { code: 'invalid_request_error' },
    ),
  },
  {
    source: 'DeepSeek, older, as quoted in issue 159 of browser-use',
    status: 422,
    body: invalid(
      'Failed to deserialize the JSON body into the target type: messages[2]: data did not match any variant of untagged enum ChatCompletionRequestContent at line 1 column 15700',
    ),
  },
  {
    source: 'DeepSeek, older still, as quoted in issue 1740 of chatbox',
    status: 422,
    body: invalid(
      'Failed to deserialize the JSON body into the target type: messages[2]: invalid type: sequence, expected a string at line 1 column 2901',
    ),
  },
  { source: 'Groq, as quoted in issue 2837 of vercel/ai', status: 400, body: invalid('messages[0].content must be a string') },
  {
    source: 'Groq, as quoted in issue 4643 of OpenHands',
    status: 400,
    body: error({
      message: "'messages.0' : for 'role:user' the following must be satisfied[('messages.0.content' : value must be a string)]",
      type: 'invalid_request_error',
    }),
  },
  {
    source: 'gpt2giga, as quoted in its issue 43',
    status: 400,
    body: error({ message: "Invalid type for 'messages[0].content': expected string, but got array instead." }),
  },
  {
    source: 'Zhipu',
    status: 400,
    body: error({ code: '1210', message: "messages.content.type is invalid, allowed values: ['text']" }),
  },
  {
    source: 'Gemini, whose body is a list',
    status: 400,
    body: [
      error({ code: 400, message: 'Image input modality is not enabled for models/gemma-3-1b-it', status: 'INVALID_ARGUMENT' }),
    ],
  },
  {
    source: 'Gemini, of a kind of file',
    status: 400,
    body: [error({ code: 400, message: 'Unsupported MIME type: application/zip', status: 'INVALID_ARGUMENT' })],
  },
  { source: 'xAI', status: 400, body: { code: 'x', error: 'Image inputs are not supported by this model.' } },
  {
    source: 'Amazon Bedrock',
    status: 400,
    body: {
      message: "This model doesn't support the image content block that you provided. Remove the content block and try again.",
    },
  },
  { source: 'Amazon Bedrock, of a file', status: 400, body: { message: "This model doesn't support documents." } },
  {
    source: 'Ollama',
    status: 500,
    body: error({ message: 'this model is missing data required for image input', type: 'api_error', param: null, code: null }),
  },
  {
    source: "this project's own proxy",
    status: 400,
    body: invalid('Images are not supported here.', { code: 'invalid_value' }),
  },
  { source: 'any server, with 415', status: 415, body: error({ message: 'Image input is not supported for this model' }) },

  {
    source: 'none: OpenRouter, of tools',
    status: 404,
    body: error({
      message: 'No endpoints found that support tool use. To learn more about provider routing, visit: x',
      code: 404,
    }),
    code: 'not-found',
  },
  {
    source: 'none: OpenRouter, of a model that there is not, with a picture in its name',
    status: 404,
    body: error({ message: 'No endpoints found for google/gemini-2.5-flash-image-preview.', code: 404 }),
    code: 'not-found',
  },
  {
    source: 'none: OpenRouter, of pictures as an answer, as quoted in issue 1348 of DeepTutor',
    status: 404,
    body: error({ message: 'No endpoints found that support the requested output modalities: image, text', code: 404 }),
    code: 'not-found',
  },
  {
    source: 'none: OpenAI, of a model that there is not',
    status: 404,
    body: invalid('The model `gpt-4-vision-preview` has been deprecated.', { code: 'model_not_found' }),
    code: 'not-found',
  },
  {
    source: 'none: OpenAI, of a field',
    status: 400,
    body: invalid("Unsupported value: 'temperature' does not support 0.2 with this model.", { code: 'unsupported_value' }),
    code: 'bad-request',
  },
  {
    source: 'none: OpenAI, of a parameter',
    status: 400,
    body: invalid("Unsupported parameter: 'max_tokens' is not supported with this model.", { code: 'unsupported_parameter' }),
    code: 'bad-request',
  },
  {
    source: 'none: OpenAI, of what breaks its rules',
    status: 400,
    body: invalid('Your input image may contain content that is not allowed by our safety system.', {
      code: 'content_policy_violation',
    }),
    code: 'content-filter',
  },
  {
    source: 'none: Azure, of what breaks its rules',
    status: 400,
    body: invalid('The response was filtered. The image is not supported by the policy.', { code: 'content_filter' }),
    code: 'content-filter',
  },
  {
    source: 'none: Anthropic, of a picture that is too large',
    status: 400,
    body: {
      type: 'error',
      error: {
        type: 'invalid_request_error',
        message: 'messages.0.content.1.image.source.base64: image exceeds 5 MB maximum: 6000000 bytes > 5242880 bytes',
      },
    },
    code: 'bad-request',
  },
  {
    source: 'none: a proxy, of a body that is too large',
    status: 413,
    body: error({ message: 'The image is not supported: request entity too large' }),
    code: 'context-length',
  },
  {
    source: 'none: OpenAI, of a text that is too long',
    status: 400,
    body: invalid("Invalid 'messages[1].content': string too long. Expected a string with maximum length 1048576.", {
      code: 'string_above_max_length',
    }),
    code: 'bad-request',
  },
  {
    source: 'none: DeepSeek, of a role',
    status: 400,
    body: invalid(
      'Failed to deserialize the JSON body into the target type: messages[0].role: unknown variant `developer`, expected one of `system`, `user`, `assistant`, `tool`',
    ),
    code: 'bad-request',
  },
  {
    source: 'none: a key that is refused',
    status: 401,
    body: error({ message: 'Image input is not supported for this key.' }),
    code: 'unauthorized',
  },
  {
    source: 'none: a rate',
    status: 429,
    body: error({ message: 'More image inputs a minute are not supported.' }),
    code: 'rate-limited',
  },
];
