package main

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

const (
	period       = 24 * time.Hour
	mostCounters = 100_000
)

type counter struct {
	used int64
	ends time.Time
}

// limits counts in this process. Each counter ends a day after its first use.
type limits struct {
	sync.Mutex
	visitor, total allowance
	counters       map[string]counter
}

func newLimits(visitor, total allowance) *limits {
	return &limits{visitor: visitor, total: total, counters: map[string]counter{}}
}

func (l *limits) add(name string, amount int64) counter {
	found, isKnown := l.counters[name]
	if !isKnown && len(l.counters) >= mostCounters {
		l.sweep()
	}
	if now := time.Now(); !found.ends.After(now) {
		found = counter{ends: now.Add(period)}
	}
	if found.used += amount; found.used < 0 {
		found.used = 0
	}
	l.counters[name] = found
	return found
}

// sweep makes room: a flood of visitors can push each other out, and never the total.
func (l *limits) sweep() {
	for name := range l.counters {
		if len(l.counters) <= mostCounters*9/10 {
			return
		}
		if name != "requests total" && name != "tokens total" {
			delete(l.counters, name)
		}
	}
}

// reserve counts beforehand, so that two requests at the same moment never both have the last one.
func (l *limits) reserve(kind, visitor string, amount int64) (map[string]time.Time, *refusal) {
	l.Lock()
	defer l.Unlock()
	counted := map[string]time.Time{}
	for _, rule := range []struct {
		most allowance
		name string
	}{{l.visitor, kind + " visitor " + visitor}, {l.total, kind + " total"}} {
		most := rule.most.requests
		if kind == "tokens" {
			most = rule.most.tokens
		}
		if most == 0 {
			continue
		}
		found := l.add(rule.name, amount)
		counted[rule.name] = found.ends
		if found.used <= most {
			continue
		}
		for name := range counted {
			l.add(name, -amount)
		}
		refusal := refused(429, "rate_limit_exceeded", "You have used this chat a lot. Please try again later.", "")
		refusal.kind = "requests"
		refusal.headers = http.Header{"Retry-After": {strconv.Itoa(int(time.Until(found.ends).Seconds()) + 1)}}
		return nil, refusal
	}
	return counted, nil
}

// giveBack leaves a counter that has ended since alone: it owes nothing.
func (l *limits) giveBack(counted map[string]time.Time, amount int64) {
	l.Lock()
	defer l.Unlock()
	for name, ends := range counted {
		if amount != 0 && ends.After(time.Now()) {
			l.add(name, -amount)
		}
	}
}
