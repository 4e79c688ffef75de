package api

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"sync"

	"github.com/realclientip/realclientip-go"
)

// The headers in which proxies write down whom they ask for, the one that is looked for first coming first. A second one
// would be the client's own: proxies write one and hand the other on.
var forwarded = []string{"X-Forwarded-For", "Forwarded"}

// Proxies are the reverse proxies that are trusted to say whom they ask for. A proxy is no client. Nil means none.
type Proxies struct {
	networks []net.IPNet
	by       map[string]realclientip.RightmostTrustedRangeStrategy // how each header is read
}

// NewProxies reads addresses and networks, such as 192.0.2.1, 10.0.0.0/8 and 2001:db8::/32.
func NewProxies(texts []string) (*Proxies, error) {
	networks, err := realclientip.AddressesAndRangesToIPNets(texts...)
	if err != nil {
		return nil, fmt.Errorf("a trusted proxy is an address or a network, such as 192.0.2.1 or 10.0.0.0/8: %w", err)
	}
	p := &Proxies{networks: networks, by: map[string]realclientip.RightmostTrustedRangeStrategy{}}
	for _, name := range forwarded {
		if p.by[name], err = realclientip.NewRightmostTrustedRangeStrategy(name, networks); err != nil {
			return nil, fmt.Errorf("trusted proxies: %w", err)
		}
	}
	return p, nil
}

// peer returns the client at the other end of a connection, or "" when that is a trusted proxy.
func (p *Proxies) peer(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	if ip := net.ParseIP(host); p != nil && ip != nil {
		for _, network := range p.networks {
			if network.Contains(ip) {
				return ""
			}
		}
	}
	return clientOf(host)
}

// behind returns the client that a trusted proxy asks for: the last address that it, or a trusted one before it, wrote down and
// that is no trusted proxy's. What comes before that one anybody may have written. It is "" when there is none.
func (p *Proxies) behind(h http.Header) string {
	for _, name := range forwarded {
		if len(h[name]) > 0 {
			return clientOf(p.by[name].ClientIP(h, ""))
		}
	}
	return ""
}

// clientOf returns what a client is known by: its address, or the network of 64 bits that an IPv6 client has to itself.
func clientOf(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	return netip.PrefixFrom(ip, 64).Masked().String()
}

// askers bounds the requests under way of each client behind trusted proxies. Those of others are bounded by their
// connections, of which each has one.
type askers struct {
	proxies *Proxies
	most    int // of one client; 0 for any number

	mu       sync.Mutex
	underWay map[string]int
}

// enter counts a request in, and returns what counts it out; it returns false when its client has too many.
func (a *askers) enter(r *http.Request) (leave func(), ok bool) {
	if a.most == 0 || a.proxies == nil || len(a.proxies.networks) == 0 || a.proxies.peer(r.RemoteAddr) != "" {
		return func() {}, true
	}
	client := a.proxies.behind(r.Header)
	if client == "" {
		return func() {}, true
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.underWay[client] >= a.most {
		return nil, false
	}
	a.underWay[client]++
	return func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.underWay[client]--; a.underWay[client] == 0 {
			delete(a.underWay, client)
		}
	}, true
}
