package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	uiserver "github.com/temporalio/ui-server/v2/server"
	uiconfig "github.com/temporalio/ui-server/v2/server/config"
	uioptions "github.com/temporalio/ui-server/v2/server/server_options"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

const (
	loopback = "127.0.0.1"
	// These three are written into the database and must stay as they are.
	clusterName = "active"
	clusterID   = "6f1d2a0e-51d4-4c0e-9d0b-6b1f0c5f7a11"
	shards      = 1 // more gain nothing on SQLite
)

// running is a started server with its Web UI.
type running struct {
	server  temporal.Server
	ui      *uiserver.Server // nil without one
	address string
	uiURL   string
}

func startServer(o *options, store *config.SQL) (*running, error) {
	ports, err := freePorts(o.port, 0, 0, 0, o.uiPort)
	if err != nil {
		return nil, err
	}
	c := serverConfig(store, ports)
	logger := log.NewZapLogger(log.BuildZapLogger(log.Config{Level: o.logLevel, Format: "console"}))
	authorizer, err := authorization.GetAuthorizerFromConfig(&c.Global.Authorization)
	if err != nil {
		return nil, fmt.Errorf("set up authorization: %w", err)
	}
	claims, err := authorization.GetClaimMapperFromConfig(&c.Global.Authorization, logger)
	if err != nil {
		return nil, fmt.Errorf("set up authorization: %w", err)
	}
	hosts := map[primitives.ServiceName]static.Hosts{}
	for name, s := range c.Services {
		hosts[primitives.ServiceName(name)] = static.SingleLocalHost(hostPort(s.RPC.GRPCPort))
	}
	server, err := temporal.NewServer(
		temporal.WithConfig(c),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(hosts), // no gossip: every service is here
		temporal.WithLogger(logger),
		temporal.WithAuthorizer(authorizer),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper { return claims }),
		temporal.WithDynamicConfigClient(settings()),
	)
	if err != nil {
		return nil, fmt.Errorf("assemble the server: %w", err)
	}
	if err := server.Start(); err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	r := &running{server: server, address: hostPort(ports[0])}
	if o.ui {
		r.uiURL = "http://" + hostPort(ports[4])
		r.ui = uiserver.NewServer(uioptions.WithConfigProvider(&uiconfig.Config{
			Host: loopback, Port: ports[4],
			TemporalGRPCAddress: r.address,
			DefaultNamespace:    o.namespace,
			EnableUI:            true,
			HideLogs:            true,
			DisableNewsFetch:    true,
			CORS:                uiconfig.CORS{CookieInsecure: true}, // loopback has no TLS
		}))
		go r.ui.Start() // ends the process when it cannot listen, returns after Stop
	}
	return r, nil
}

// serverConfig takes the ports of frontend, history, matching and worker.
func serverConfig(store *config.SQL, ports []int) *config.Config {
	var c config.Config
	c.Global.Membership.MaxJoinDuration = startTimeout
	c.Global.Membership.BroadcastAddress = loopback
	c.Persistence = config.Persistence{
		DefaultStore: "sqlite", VisibilityStore: "sqlite", NumHistoryShards: shards,
		DataStores: map[string]config.DataStore{"sqlite": {SQL: store}},
	}
	frontend := hostPort(ports[0])
	c.ClusterMetadata = &cluster.Config{
		FailoverVersionIncrement: 10,
		MasterClusterName:        clusterName, CurrentClusterName: clusterName,
		ClusterInformation: map[string]cluster.ClusterInformation{clusterName: {
			Enabled: true, InitialFailoverVersion: 1, RPCAddress: frontend, ClusterID: clusterID,
		}},
	}
	c.DCRedirectionPolicy.Policy = "noop"
	c.Services = map[string]config.Service{}
	for i, name := range []primitives.ServiceName{
		primitives.FrontendService, primitives.HistoryService, primitives.MatchingService, primitives.WorkerService,
	} {
		c.Services[string(name)] = config.Service{RPC: config.RPC{GRPCPort: ports[i], BindOnIP: loopback}}
	}
	c.Archival.History.State, c.Archival.Visibility.State = "disabled", "disabled"
	c.NamespaceDefaults.Archival.History.State = "disabled"
	c.NamespaceDefaults.Archival.Visibility.State = "disabled"
	c.PublicClient.HostPort = frontend
	return &c
}

// settings departs from the server's defaults where one busy user must not make
// others wait, and where a local file allows fresher answers.
func settings() dynamicconfig.StaticClient {
	value := func(v any) []dynamicconfig.ConstrainedValue {
		return []dynamicconfig.ConstrainedValue{{Value: v}}
	}
	return dynamicconfig.StaticClient{
		dynamicconfig.MatchingEnableFairness.Key():                       value(true),
		dynamicconfig.ForceSearchAttributesCacheRefreshOnRead.Key():      value(true),
		dynamicconfig.FrontendMaxNamespaceVisibilityRPSPerInstance.Key(): value(100),
		dynamicconfig.HistoryCacheHostLevelMaxSize.Key():                 value(8192),
	}
}

// stop ends the UI and the server within stopTimeout.
func (r *running) stop() error {
	if r.ui != nil {
		r.ui.Stop()
	}
	stopped := make(chan error, 1)
	go func() { stopped <- r.server.Stop() }()
	select {
	case err := <-stopped:
		return err
	case <-time.After(stopTimeout):
		return errors.New("the server did not stop in time; the database is safe")
	}
}

// uiAnswers tells whether the Web UI serves its page.
func (r *running) uiAnswers(ctx context.Context) error {
	if r.ui == nil {
		return nil
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.uiURL+"/healthz", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the Web UI answers %s", resp.Status)
	}
	return nil
}

// freePorts replaces zeros by free ports. The server must know its ports before
// it listens, so another process may take one in between: it then fails to start.
func freePorts(wanted ...int) ([]int, error) {
	ports := make([]int, len(wanted))
	for i, p := range wanted {
		l, err := net.Listen("tcp", hostPort(p))
		if err != nil {
			return nil, fmt.Errorf("find a port: %w", err)
		}
		defer l.Close() // held until all are chosen, so that they differ
		ports[i] = l.Addr().(*net.TCPAddr).Port
	}
	return ports, nil
}

func hostPort(port int) string { return net.JoinHostPort(loopback, strconv.Itoa(port)) }
