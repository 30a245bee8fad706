module github.com/hallmark-tee/hallmark

go 1.26.0

require (
	filippo.io/age v1.3.2
	github.com/0gfoundation/0g-storage-client v1.3.0
	github.com/ecies/go/v2 v2.0.10
	github.com/edgelesssys/ego v1.9.0
	github.com/ethereum/go-ethereum v1.17.3
	github.com/google/go-tdx-guest v0.3.2-0.20260305110651-91f9a52f36c7
	github.com/gowebpki/jcs v1.0.1
	github.com/prometheus/client_golang v1.23.2
	github.com/rogpeppe/go-internal v1.14.1
	github.com/spf13/cobra v1.10.1
	github.com/vbauerster/mpb/v8 v8.10.2
	go.temporal.io/sdk v1.50.0
	go.etcd.io/bbolt v1.4.3
	github.com/mmcloughlin/avo v0.6.0
	pgregory.net/rapid v1.2.0
	go.temporal.io/sdk/contrib/envconfig v1.0.2
)
