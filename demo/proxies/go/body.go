package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"unicode/utf8"
)

// What a body may hold: every field of the chat-completions API by name, type and range.

const mostInteger = 1<<53 - 1

type object = map[string]any

type check func(value any, path string) *refusal

func wrong(code, path, words string) *refusal { return refused(400, code, words, path) }

func wrongType(path, expected string) *refusal {
	return wrong("invalid_type", path, fmt.Sprintf("'%s' must be %s.", path, expected))
}

func wrongValue(path, expected string) *refusal {
	return wrong("invalid_value", path, fmt.Sprintf("'%s' must be %s.", path, expected))
}

func missing(path string) *refusal {
	return wrong("missing_required_parameter", path, fmt.Sprintf("The field '%s' is missing.", path))
}

func text(least, most int) check {
	return func(value any, path string) *refusal {
		found, isText := value.(string)
		if !isText {
			return wrongType(path, "a string")
		}
		if len(found) < least {
			return wrongValue(path, "a string that is not empty")
		}
		if utf8.RuneCountInString(found) > most {
			return wrongValue(path, fmt.Sprintf("a string of at most %d characters", most))
		}
		return nil
	}
}

func boolean(value any, path string) *refusal {
	if _, isBoolean := value.(bool); !isBoolean {
		return wrongType(path, "a boolean")
	}
	return nil
}

func number(least, most float64, isWhole bool) check {
	return func(value any, path string) *refusal {
		written, isNumber := value.(json.Number)
		found, err := written.Float64()
		if isWhole && (!isNumber || err != nil || found != math.Trunc(found) || math.Abs(found) > mostInteger) {
			return wrongType(path, "an integer")
		}
		if !isNumber || err != nil {
			return wrongType(path, "a number")
		}
		if found < least || found > most {
			return wrongValue(path, fmt.Sprintf("between %v and %v", least, most))
		}
		return nil
	}
}

func list(item check, least, most int) check {
	return func(value any, path string) *refusal {
		found, isList := value.([]any)
		if !isList {
			return wrongType(path, "an array")
		}
		if len(found) < least {
			return wrongValue(path, "an array that is not empty")
		}
		if len(found) > most {
			return wrongValue(path, fmt.Sprintf("an array of at most %d", most))
		}
		for index, each := range found {
			if problem := item(each, fmt.Sprintf("%s[%d]", path, index)); problem != nil {
				return problem
			}
		}
		return nil
	}
}

func listOr(ofList, otherwise check) check {
	return func(value any, path string) *refusal {
		if _, isList := value.([]any); isList {
			return ofList(value, path)
		}
		return otherwise(value, path)
	}
}

// record is an object with these fields and no other. A field that is not required may be null.
func record(fields map[string]check, required ...string) check {
	return func(value any, path string) *refusal {
		found, isObject := value.(object)
		if !isObject {
			return wrongType(orElse(path, "body"), "an object")
		}
		at := func(name string) string {
			if path == "" {
				return name
			}
			return path + "." + name
		}
		for name, each := range found {
			field, isKnown := fields[name]
			if !isKnown {
				named := at(name)
				if runes := []rune(named); len(runes) > 100 {
					named = string(runes[:100])
				}
				return wrong("unknown_parameter", named, fmt.Sprintf("The field '%s' is not known.", named))
			}
			if each != nil || contains(required, name) {
				if problem := field(each, at(name)); problem != nil {
					return problem
				}
			}
		}
		for _, name := range required {
			if _, isThere := found[name]; !isThere {
				return missing(at(name))
			}
		}
		return nil
	}
}

var attachments = map[string]struct {
	words  string
	fields map[string]check
}{
	"image_url":   {"Images are", map[string]check{"url": text(0, math.MaxInt), "detail": text(0, math.MaxInt)}},
	"input_audio": {"Audio is", map[string]check{"data": text(0, math.MaxInt), "format": text(0, math.MaxInt)}},
	"file":        {"Files are", map[string]check{"filename": text(0, math.MaxInt), "file_data": text(0, math.MaxInt)}},
}

func partOf(role string) check {
	return func(value any, path string) *refusal {
		part, isObject := value.(object)
		if !isObject {
			return wrongType(path, "an object")
		}
		if _, isThere := part["type"]; !isThere {
			return missing(path + ".type")
		}
		kind, _ := part["type"].(string)
		anything := text(0, math.MaxInt)
		if attachment, isKnown := attachments[kind]; isKnown && role == "user" {
			if problem := record(map[string]check{"type": anything, kind: record(attachment.fields)}, kind)(value, path); problem != nil {
				return problem
			}
			return wrong("invalid_value", path, attachment.words+" not supported here.")
		}
		if kind != "text" && (role != "assistant" || kind != "refusal") {
			return wrongValue(path+".type", "'text'")
		}
		return record(map[string]check{"type": anything, kind: anything}, kind)(value, path)
	}
}

func message(value any, path string) *refusal {
	found, isObject := value.(object)
	if !isObject {
		return wrongType(path, "an object")
	}
	if _, isThere := found["role"]; !isThere {
		return missing(path + ".role")
	}
	role, _ := found["role"].(string)
	if !contains([]string{"user", "assistant", "developer", "system", "tool"}, role) {
		return wrongValue(path+".role", "one of 'user', 'assistant', 'developer', 'system', 'tool'")
	}
	if role == "tool" || found["tool_calls"] != nil {
		return wrong("invalid_value", path, "Tools are not offered here.")
	}
	anything := text(0, math.MaxInt)
	fields := map[string]check{
		"role": anything, "name": text(1, 64), "content": listOr(list(partOf(role), 1, math.MaxInt), anything),
	}
	if role == "assistant" {
		fields["refusal"], fields["tool_calls"] = anything, anything
		return record(fields)(value, path)
	}
	return record(fields, "content")(value, path)
}

var checkFields = record(map[string]check{
	"model":                 text(1, 200),
	"messages":              list(message, 1, math.MaxInt),
	"stream":                boolean,
	"stream_options":        record(map[string]check{"include_usage": boolean}),
	"temperature":           number(0, 2, false),
	"top_p":                 number(0, 1, false),
	"max_completion_tokens": number(1, mostInteger, true),
	"stop":                  listOr(list(text(1, math.MaxInt), 0, 4), text(1, math.MaxInt)),
	"n":                     number(1, 128, true),
	"seed":                  number(-mostInteger, mostInteger, true),
	"frequency_penalty":     number(-2, 2, false),
	"presence_penalty":      number(-2, 2, false),
	"reasoning_effort":      text(1, 20),
	// A token that is never or always chosen weighs more than any instructions.
	"logit_bias": func(value any, path string) *refusal {
		if _, isObject := value.(object); !isObject {
			return wrongType(path, "an object")
		}
		return wrong("invalid_value", path, "Tokens are not weighed here.")
	},
	"tools": func(value any, path string) *refusal {
		found, isList := value.([]any)
		if !isList {
			return wrongType(path, "an array")
		}
		if len(found) > 0 {
			return wrong("invalid_value", path, "Tools are not offered here.")
		}
		return nil
	},
}, "model", "messages")

// outgoing is the body that goes upstream, from the bytes that came, or the first thing that is wrong with them.
func outgoing(data []byte, s *settings) (object, *refusal) {
	noJSON := refused(400, "invalid_json", "The body is not JSON.", "")
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	decoder := json.NewDecoder(bytes.NewReader(data))
	// Numbers as they are written: seeds may be larger than what a float can tell apart.
	decoder.UseNumber()
	var value any
	if !utf8.Valid(data) || decoder.Decode(&value) != nil {
		return nil, noJSON
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, noJSON
	}
	if problem := checkFields(value, ""); problem != nil {
		return nil, problem
	}
	body := value.(object)
	if !contains(s.models, body["model"].(string)) {
		return nil, refused(404, "model_not_found", "This model is not offered here.", "model")
	}
	messages := body["messages"].([]any)
	if len(messages) > s.maxMessages {
		return nil, wrong("context_length_exceeded", "messages", "There are more than "+itoa(s.maxMessages)+" messages.")
	}
	for index, each := range messages {
		found := each.(object)
		path := fmt.Sprintf("messages[%d]", index)
		if role := found["role"]; s.instructions != "" && (role == "system" || role == "developer") {
			return nil, wrong("invalid_value", path+".role", "Instructions are set by the owner of this chat.")
		}
		content, isText := found["content"].(string)
		if !isText && found["content"] != nil {
			content = string(toJSON(found["content"]))
		}
		refusalText, _ := found["refusal"].(string)
		if utf8.RuneCountInString(content)+utf8.RuneCountInString(refusalText) > s.maxMessageCharacters {
			return nil, wrong("context_length_exceeded", path+".content", "The message has more than "+itoa(s.maxMessageCharacters)+" characters.")
		}
	}
	if s.instructions != "" {
		body["messages"] = append([]any{object{"role": "developer", "content": s.instructions}}, messages...)
	}
	body["max_completion_tokens"] = atMost(body["max_completion_tokens"], s.maxCompletionTokens)
	if body["n"] != nil {
		body["n"] = atMost(body["n"], s.maxChoices)
	}
	if body["stream"] == true && (s.visitor.tokens > 0 || s.total.tokens > 0) {
		body["stream_options"] = object{"include_usage": true}
	}
	return body, nil
}

func atMost(value any, most int64) int64 {
	written, isSet := value.(json.Number)
	found, err := written.Float64()
	if !isSet || err != nil || int64(found) > most {
		return most
	}
	return int64(found)
}
