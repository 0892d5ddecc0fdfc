// The chat's proxy in Go, with the standard library alone: _8080_API_KEY=… go run .
//
// In a server of yours: mux.Handle("/v1/chat/completions", &proxy{…}).
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// What the owner sets.
var owner = settings{
	key:          os.Getenv("_8080_API_KEY"),
	upstream:     orElse(os.Getenv("CHAT_UPSTREAM"), "https://api.8080.io/v1/chat/completions"),
	path:         "/v1/chat/completions",
	origins:      []string{"same-origin", "https://www.example.com"},
	models:       []string{"8080/taalas/llama3.1-8b-instruct"},
	instructions: "You answer questions about our shop.",
	// How many servers of yours stand in front and append to X-Forwarded-For. With none in front set 0: a visitor could write it.
	trustedProxies: 1,
	// In a day: for one visitor, and for all together. 0 is no limit.
	visitor:              allowance{requests: 1_000, tokens: 500_000},
	total:                allowance{tokens: 50_000_000},
	maxBodyBytes:         256_000,
	maxMessages:          200,
	maxMessageCharacters: 50_000,
	maxCompletionTokens:  4_096,
	maxChoices:           1,
	bodyTimeout:          10 * time.Second,
	headersTimeout:       30 * time.Second,
	idleTimeout:          60 * time.Second,
	replyTimeout:         600 * time.Second,
}

type allowance struct{ requests, tokens int64 }

type settings struct {
	key, upstream, path, instructions                      string
	origins, models                                        []string
	trustedProxies                                         int
	visitor, total                                         allowance
	maxBodyBytes                                           int64
	maxMessages, maxMessageCharacters                      int
	maxCompletionTokens, maxChoices                        int64
	bodyTimeout, headersTimeout, idleTimeout, replyTimeout time.Duration
}

func main() {
	address := "127.0.0.1:" + orElse(os.Getenv("PORT"), "8787")
	// No ReadTimeout: it would end long replies too. The body has a time of its own.
	server := &http.Server{Addr: address, Handler: newProxy(owner), ReadHeaderTimeout: owner.bodyTimeout, ErrorLog: log.New(io.Discard, "", 0)}
	log.Fatal(server.ListenAndServe())
}

type proxy struct {
	settings
	client *http.Client
	limits *limits
}

func newProxy(s settings) *proxy {
	transport := &http.Transport{
		// The environment names no other host, and a compressed stream would come in lumps.
		Proxy: nil, DisableCompression: true, ForceAttemptHTTP2: true,
		ResponseHeaderTimeout: s.headersTimeout, MaxIdleConnsPerHost: 20, IdleConnTimeout: time.Minute,
		DialContext: (&net.Dialer{Timeout: s.headersTimeout}).DialContext, TLSHandshakeTimeout: s.headersTimeout,
	}
	// A redirect would carry the key to a host that nobody configured.
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &proxy{settings: s, client: &http.Client{Transport: transport, CheckRedirect: stay}, limits: newLimits(s.visitor, s.total)}
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if r.URL.Path != p.path || r.URL.RawPath != "" {
		refused(404, "not_found", "There is nothing at this address.", "").write(w)
		return
	}
	isAllowed := p.allowOrigin(w.Header(), r)
	if r.Method == http.MethodOptions {
		p.preflight(w, r, isAllowed)
		return
	}
	if refusal := p.answer(w, r, isAllowed); refusal != nil {
		refusal.write(w)
	}
}

// answer writes a reply, or says why there is none.
func (p *proxy) answer(w http.ResponseWriter, r *http.Request, isAllowed bool) *refusal {
	if refusal := checkHead(r, isAllowed); refusal != nil {
		return refusal
	}
	name := p.address(r)
	if name == "" {
		return refused(500, "proxy_without_address", "This chat is not set up yet: its proxy cannot tell visitors apart.", "")
	}
	if _, refusal := p.limits.reserve("requests", name, 1); refusal != nil {
		return refusal
	}
	data, problem := p.body(r)
	if problem != nil {
		return problem
	}
	body, problem := outgoing(data, &p.settings)
	if problem != nil {
		return problem
	}
	key := strings.TrimSpace(p.key)
	if key == "" {
		return refused(500, "proxy_without_key", "This chat is not set up yet: its proxy has no key.", "")
	}
	// Any other character may come back escaped in JSON, in more ways than can be looked for.
	if !regexp.MustCompile(`^[\w.~+/=-]+$`).MatchString(key) {
		return refused(500, "proxy_with_invalid_key", "This chat is not set up yet: its proxy has a key with characters that no key has.", "")
	}
	prompt := int64(len(toJSON(body["messages"])))
	choices := int64(1)
	if n, isSet := body["n"].(int64); isSet {
		choices = n
	}
	most := prompt + body["max_completion_tokens"].(int64)*choices
	reserved, refusal := p.limits.reserve("tokens", name, most)
	if refusal != nil {
		return refusal
	}
	reply := &reply{key: key, prompt: prompt, most: most, limits: p.limits, reserved: reserved}
	return p.ask(w, r, toJSON(body), reply)
}

func (p *proxy) body(r *http.Request) ([]byte, *refusal) {
	type read struct {
		data []byte
		err  error
	}
	tooLarge := refused(413, "request_too_large", "The request is too large.", "")
	if r.ContentLength > p.maxBodyBytes {
		return nil, tooLarge
	}
	done := make(chan read, 1)
	go func() {
		data, err := io.ReadAll(io.LimitReader(r.Body, p.maxBodyBytes+1))
		done <- read{data, err}
	}()
	select {
	case <-time.After(p.bodyTimeout):
		return nil, refused(408, "request_timeout", "The request came too slowly.", "")
	case body := <-done:
		if body.err != nil {
			return nil, refused(400, "request_interrupted", "The body was interrupted.", "")
		}
		if int64(len(body.data)) > p.maxBodyBytes {
			return nil, tooLarge
		}
		return body.data, nil
	}
}

// ask passes the upstream's answer on. The visitor's leaving, a silence and a reply without end cancel the request.
func (p *proxy) ask(w http.ResponseWriter, r *http.Request, data []byte, reply *reply) *refusal {
	ctx, cancel := context.WithTimeout(r.Context(), p.replyTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.upstream, bytes.NewReader(data))
	if err != nil {
		return refused(502, "upstream_unreachable", "The service cannot be reached.", "")
	}
	// A fixed set: nothing of the visitor's headers goes upstream.
	for name, value := range map[string]string{
		"Content-Type": "application/json", "Accept": "text/event-stream, application/json",
		"Accept-Encoding": "identity", "Authorization": "Bearer " + reply.key,
	} {
		request.Header.Set(name, value)
	}
	response, err := p.client.Do(request)
	if err != nil {
		if r.Context().Err() != nil {
			reply.settle(false)
			panic(http.ErrAbortHandler)
		}
		var timeout net.Error
		if errors.As(err, &timeout) && timeout.Timeout() {
			reply.settle(false)
			return refused(504, "upstream_timeout", "The service took too long.", "")
		}
		reply.settle(true)
		return refused(502, "upstream_unreachable", "The service cannot be reached.", "")
	}
	defer response.Body.Close()
	kind := reply.answerType(response)
	if kind == "" {
		timer := time.AfterFunc(5*time.Second, cancel)
		defer timer.Stop()
		// The beginning of an error's body is read for its code only; one that is cut says no less than one that is empty.
		text, _ := io.ReadAll(io.LimitReader(response.Body, mostErrorBytes))
		return reply.failure(response, string(text))
	}
	defer reply.settle(false)
	header := w.Header()
	header.Set("Content-Type", kind+"; charset=utf-8")
	header.Set("Cache-Control", "no-store, no-transform")
	header.Set("X-Accel-Buffering", "no")
	reply.passHeaders(header, response.Header)
	w.WriteHeader(response.StatusCode)
	isSilent := false
	idle := time.AfterFunc(p.idleTimeout, func() { isSilent = true; cancel() })
	defer idle.Stop()
	buffer := make([]byte, 65_536)
	for {
		length, err := response.Body.Read(buffer)
		idle.Reset(p.idleTimeout)
		if length > 0 && !reply.send(w, reply.redacted(buffer[:length], false)) {
			return nil
		}
		if err == io.EOF {
			reply.send(w, reply.redacted(nil, true))
			return nil
		}
		if err == nil {
			continue
		}
		code := ""
		if isSilent {
			code = "upstream_stalled"
		} else if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			code = "upstream_timeout"
		}
		if code == "" || !reply.isEvents {
			// A reply that broke off breaks off for the visitor too.
			panic(http.ErrAbortHandler)
		}
		reply.send(w, append(reply.redacted(nil, true), closingEvent(code)...))
		return nil
	}
}

func checkHead(r *http.Request, isAllowed bool) *refusal {
	if !regexp.MustCompile(`(?i)^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$`).MatchString(r.Host) {
		return refused(400, "invalid_host", "The Host header is not a host.", "")
	}
	if r.Method != http.MethodPost {
		refusal := refused(405, "method_not_allowed", "Only POST is answered here.", "")
		refusal.headers = http.Header{"Allow": {"POST, OPTIONS"}}
		return refusal
	}
	if !isAllowed {
		return refused(403, "origin_not_allowed", "This page may not use this chat.", "")
	}
	kind := strings.Join(r.Header.Values("Content-Type"), ", ")
	if !regexp.MustCompile(`(?i)^application/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$`).MatchString(kind) {
		return refused(415, "unsupported_media_type", "The body must be application/json.", "")
	}
	if coding := strings.Join(r.Header.Values("Content-Encoding"), ", "); coding != "" && !strings.EqualFold(coding, "identity") {
		return refused(415, "unsupported_media_type", "The body must not be compressed.", "")
	}
	return nil
}

// allowOrigin says by CORS whether this page may read the answer, and returns whether it may ask.
func (p *proxy) allowOrigin(header http.Header, r *http.Request) bool {
	header.Set("Vary", "Origin")
	origin := strings.Join(r.Header.Values("Origin"), ", ")
	if origin == "" {
		return contains(p.origins, "missing")
	}
	if contains(p.origins, "same-origin") && isSameOrigin(origin, r) {
		return true
	}
	isNamed := !contains([]string{"same-origin", "missing", "*"}, origin) && contains(p.origins, origin)
	// A sandboxed frame anywhere on the web sends `null`, so the asterisk does not mean it.
	if !isNamed && (origin == "null" || !contains(p.origins, "*")) {
		return false
	}
	if !isNamed {
		origin = "*"
	}
	header.Set("Access-Control-Allow-Origin", origin)
	header.Set("Access-Control-Expose-Headers", "Retry-After, Retry-After-Ms, X-Request-Id")
	return true
}

var originPattern = regexp.MustCompile(`^(https?)://([a-z\d.-]+|\[[a-f\d:.]+\])(:\d+)?$`)

// isSameOrigin: behind a server that ends TLS the page says https and this one http; the other way round is somebody else.
func isSameOrigin(origin string, r *http.Request) bool {
	page := originPattern.FindStringSubmatch(origin)
	if page == nil || (page[1] == "http" && r.TLS != nil) {
		return false
	}
	port := ":80"
	if page[1] == "https" {
		port = ":443"
	}
	host := strings.ToLower(r.Host)
	if !regexp.MustCompile(`:\d+$`).MatchString(host) {
		host += port
	}
	return host == page[2]+orElse(page[3], port)
}

func (p *proxy) preflight(w http.ResponseWriter, r *http.Request, isAllowed bool) {
	header := w.Header()
	header.Set("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
	if r.Header.Get("Access-Control-Request-Method") == "" {
		header.Set("Allow", "POST, OPTIONS")
	} else if !isAllowed {
		w.WriteHeader(http.StatusForbidden)
		return
	} else {
		header.Set("Access-Control-Allow-Methods", "POST")
		header.Set("Access-Control-Allow-Headers", "content-type")
		header.Set("Access-Control-Max-Age", "600")
	}
	w.WriteHeader(http.StatusNoContent)
}

// address is the visitor's, which the visitor cannot choose: IPv4, or the first 64 bits of IPv6, which one household has to itself.
func (p *proxy) address(r *http.Request) string {
	forwarded := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	seen := ""
	if p.trustedProxies > 0 && p.trustedProxies <= len(forwarded) {
		seen = strings.TrimSpace(forwarded[len(forwarded)-p.trustedProxies])
	}
	for _, each := range []string{seen, r.RemoteAddr} {
		if host, _, err := net.SplitHostPort(each); err == nil {
			each = host
		}
		ip := net.ParseIP(strings.Trim(strings.Split(each, "%")[0], "[]"))
		if ip == nil {
			continue
		}
		if ip.To4() != nil {
			return ip.String()
		}
		return ip.Mask(net.CIDRMask(64, 128)).String() + "/64"
	}
	return ""
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func contains(list []string, wanted string) bool {
	for _, each := range list {
		if each == wanted {
			return true
		}
	}
	return false
}

// refusal is a reason not to go on, answered in the shape of the chat-completions API.
type refusal struct {
	status                     int
	code, message, param, kind string
	headers                    http.Header
}

func refused(status int, code, message, param string) *refusal {
	kind := "invalid_request_error"
	if status >= 500 {
		kind = "server_error"
	}
	return &refusal{status: status, code: code, message: message, param: param, kind: kind}
}

func (f *refusal) json() []byte {
	var param *string
	if f.param != "" {
		param = &f.param
	}
	type shape struct {
		Message string  `json:"message"`
		Type    string  `json:"type"`
		Param   *string `json:"param"`
		Code    string  `json:"code"`
	}
	return toJSON(map[string]shape{"error": {f.message, f.kind, param, f.code}})
}

func (f *refusal) write(w http.ResponseWriter) {
	header := w.Header()
	header.Set("Content-Type", "application/json; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	for name, values := range f.headers {
		header[name] = values
	}
	w.WriteHeader(f.status)
	_, _ = w.Write(f.json())
}

func toJSON(value any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(value)
	return bytes.TrimSuffix(text.Bytes(), []byte("\n"))
}

func itoa(number int) string { return strconv.Itoa(number) }
