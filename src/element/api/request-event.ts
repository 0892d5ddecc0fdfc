/** The `chat-request` event: what a page may see and change of each request, and how it can answer in the server's stead. */
import type { BeforeRequest, OutgoingRequest, StandIn } from '../../conversation/index.js';

export interface ChatRequestDetail extends OutgoingRequest {
  /**
   * Answers in place of the server.
   * @param answer a Response as the server would give it; or pieces: strings are text of the reply, objects are chunks of the API
   */
  respondWith: (answer: StandIn) => void;
}

/**
 * Lets the page see each request before it is sent.
 * @param cancel is called where a listener has prevented the request
 */
export function requestEvent(emit: (detail: ChatRequestDetail) => boolean, cancel: () => void): BeforeRequest {
  return (request) => {
    let answer: StandIn | undefined;
    const respondWith = (given: StandIn): void => void (answer = given);
    if (!emit(Object.assign(request, { respondWith }))) {
      cancel();
      throw new DOMException('The page has prevented this request.', 'AbortError');
    }
    return answer;
  };
}
