package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"time"
)

const (
	longPiece      = 8
	mostErrorBytes = 64_000
	mostUsageBytes = 4_000_000
)

// reply is what a visitor may see of one answer of the upstream's: bytes without the key, or an error in our words.
type reply struct {
	key          string
	prompt, most int64
	limits       *limits
	reserved     map[string]time.Time
	isEvents     bool
	held, usage  []byte
	bytesOut     int64
}

// answerType is what the visitor gets; empty for an answer that is no reply.
func (y *reply) answerType(response *http.Response) string {
	kind := strings.ToLower(strings.TrimSpace(strings.Split(response.Header.Get("Content-Type"), ";")[0]))
	coding := strings.ToLower(response.Header.Get("Content-Encoding"))
	isReply := response.StatusCode >= 200 && response.StatusCode < 300 && (kind == "text/event-stream" || kind == "application/json")
	// What is packed cannot be searched for the key.
	if !isReply || (coding != "" && coding != "identity") {
		return ""
	}
	y.isEvents = kind == "text/event-stream"
	return kind
}

// redacted makes asterisks of the key wherever it is repeated, also when it is cut across pieces or its slashes are escaped.
func (y *reply) redacted(data []byte, isLast bool) []byte {
	all := append(append([]byte{}, y.held...), data...)
	held := 0
	for _, secret := range []string{y.key, strings.ReplaceAll(y.key, "/", `\/`)} {
		all = bytes.ReplaceAll(all, []byte(secret), bytes.Repeat([]byte("*"), len(secret)))
		for length := min(len(secret)-1, len(all)); length > held; length-- {
			if bytes.HasSuffix(all, []byte(secret[:length])) {
				held = length
			}
		}
	}
	before := all[:len(all)-held]
	y.held = append([]byte{}, all[len(all)-held:]...)
	if !isLast {
		return before
	}
	if held >= longPiece {
		return append(before, bytes.Repeat([]byte("*"), held)...)
	}
	return all
}

// send reports whether the visitor is still there.
func (y *reply) send(w http.ResponseWriter, data []byte) bool {
	if len(data) == 0 {
		return true
	}
	if _, err := w.Write(data); err != nil {
		return false
	}
	w.(http.Flusher).Flush()
	y.bytesOut += int64(len(data))
	if len(y.reserved) > 0 {
		most := mostUsageBytes
		if y.isEvents {
			// Of a stream the last lines are enough: the usage comes at its end.
			most = mostErrorBytes
		}
		y.usage = append(y.usage, data...)
		if len(y.usage) > most {
			y.usage = append([]byte{}, y.usage[len(y.usage)-most:]...)
		}
	}
	return true
}

// tokens is what the service counted, or -1 where it did not say.
func (y *reply) tokens() int64 {
	lines := [][]byte{y.usage}
	if y.isEvents {
		lines = bytes.Split(y.usage, []byte("\n"))
	}
	for index := len(lines) - 1; index >= 0; index-- {
		var found struct {
			Usage *struct {
				Total *int64 `json:"total_tokens"`
			} `json:"usage"`
		}
		line := bytes.TrimPrefix(lines[index], []byte("data:"))
		if json.Unmarshal(line, &found) == nil && found.Usage != nil && found.Usage.Total != nil && *found.Usage.Total >= 0 {
			return *found.Usage.Total
		}
	}
	return -1
}

// settle gives back what was reserved and not used.
func (y *reply) settle(isFree bool) {
	used := y.tokens()
	if isFree {
		used = 0
	} else if used < 0 {
		used = y.most
		// A token for four bytes of a stream; of everything else the most that it can have been.
		if estimate := y.prompt + (y.bytesOut+3)/4; y.isEvents && y.bytesOut > 0 && estimate < used {
			used = estimate
		}
	}
	y.limits.giveBack(y.reserved, y.most-used)
	y.reserved = nil
}

var passedPatterns = map[string]*regexp.Regexp{
	"Retry-After":    regexp.MustCompile(`^(\d{1,10}|[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT)$`),
	"Retry-After-Ms": regexp.MustCompile(`^\d{1,10}$`),
	"X-Request-Id":   regexp.MustCompile(`^[\w-]{1,100}$`),
}

// passHeaders copies of the upstream's headers only what a client needs to wait and to ask for help.
func (y *reply) passHeaders(to, from http.Header) {
	for name, pattern := range passedPatterns {
		if value := from.Get(name); pattern.MatchString(value) && !y.reveals(value) {
			to.Set(name, value)
		}
	}
}

// reveals says whether the key, or a long piece of it, is in the text, in capitals or not.
func (y *reply) reveals(text string) bool {
	said, wanted := strings.ToLower(text), strings.ToLower(y.key)
	length := min(longPiece, len(wanted))
	for start := 0; start+length <= len(wanted); start++ {
		if strings.Contains(said, wanted[start:start+length]) {
			return true
		}
	}
	return false
}

// closingEvent ends a stream that came to no end of its own; the blank line ends whatever event was cut.
func closingEvent(code string) []byte {
	words := map[string]string{"upstream_stalled": "The service stopped in the middle of the reply.", "upstream_timeout": "The service took too long."}
	return append(append([]byte("\n\ndata: "), refused(504, code, words[code], "").json()...), "\n\n"...)
}

var (
	messages = map[string]string{
		"context_length_exceeded": "The conversation is too long for this model.",
		"insufficient_quota":      "The quota of this service is used up.",
		"content_filter":          "The service will not answer this.",
	}
	messagesByStatus = map[int]string{
		404: "The service does not know this model.",
		408: "The service took too long.",
		413: "The request is too large for the service.",
		429: "Too many requests. Please try again later.",
	}
	// The words of the services for a conversation that is too long, each with a status of its own.
	tooLong = regexp.MustCompile(`(?i)"context_length_exceeded"|maximum (context|prompt|model) length|ContextWindowExceededError` +
		`|tokens when (the )?context (the )?overflows|tokens to keep from the initial prompt is greater` +
		`|input token count( \(\d+\))? exceeds the maximum|"code":\s*"?3051\b|prompt is too long` +
		"|input length and `max_tokens` exceed context limit|exceeds the available context size|context size has been exceeded" +
		"|tokens \\+ `max_new_tokens` must be")
	identifier = regexp.MustCompile(`^[a-z][a-z_]{0,63}$`)
	fieldPath  = regexp.MustCompile(`^[\w.\[\]-]{1,100}$`)
)

// failure is what the visitor is told of an answer that is no reply.
func (y *reply) failure(response *http.Response, text string) *refusal {
	status := response.StatusCode
	y.settle(status >= 300)
	var found *refusal
	switch {
	case status < 300:
		found = refused(502, "upstream_invalid_response", "The service did not answer in a way that this chat understands.", "")
	case status < 400:
		found = refused(502, "upstream_redirect", "The service answered with a redirect.", "")
	case status > 599:
		found = y.upstreamError(502, text)
	default:
		found = y.upstreamError(status, text)
	}
	found.headers = http.Header{}
	y.passHeaders(found.headers, response.Header)
	return found
}

// upstreamError has an upstream's status, and of its body only what is a plain identifier: its message may quote a key or a page of HTML.
func (y *reply) upstreamError(status int, text string) *refusal {
	if tooLong.MatchString(text) {
		return refused(400, "context_length_exceeded", messages["context_length_exceeded"], "")
	}
	var body struct {
		Error map[string]any `json:"error"`
	}
	_ = json.Unmarshal([]byte(text), &body)
	fit := func(name string, pattern *regexp.Regexp) string {
		value, isText := body.Error[name].(string)
		if !isText || !pattern.MatchString(value) || y.reveals(value) {
			return ""
		}
		return value
	}
	code := orElse(fit("code", identifier), "upstream_"+itoa(status))
	if metadata, isObject := body.Error["metadata"].(map[string]any); isObject {
		if _, isModerated := metadata["flagged_input"]; isModerated {
			code = "content_filter"
		}
	}
	words := messages[code]
	// The key is the owner's: a visitor who is told to sign in would look for a door that is not there.
	if (status == 401 || status == 403) && words == "" {
		return refused(502, "upstream_denied", "The service does not let this chat in.", "")
	}
	otherwise := "The service did not accept the request."
	if status >= 500 {
		otherwise = "The service has a problem. Please try again later."
	}
	found := refused(status, code, orElse(words, orElse(messagesByStatus[status], otherwise)), fit("param", fieldPath))
	found.kind = orElse(fit("type", identifier), found.kind)
	return found
}

func min(one, other int) int {
	if one < other {
		return one
	}
	return other
}
