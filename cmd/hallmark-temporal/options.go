package main

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	enumspb "go.temporal.io/api/enums/v1"
)

type options struct {
	dir, namespace, logLevel string
	port, uiPort             int
	ui, parentStdin          bool
	attributes               attributes
}

// attributes are the namespace's custom search attributes.
type attributes map[string]enumspb.IndexedValueType

func (a attributes) String() string {
	var list []string
	for name, kind := range a {
		list = append(list, name+"="+kind.String())
	}
	slices.Sort(list)
	return strings.Join(list, ",")
}

// Set takes NAME or NAME=TYPE; TYPE is Keyword unless given.
func (a attributes) Set(s string) error {
	name, typeName, given := strings.Cut(s, "=")
	if !given {
		typeName = "Keyword"
	}
	kind, err := enumspb.IndexedValueTypeFromString(typeName)
	if err != nil || kind == enumspb.INDEXED_VALUE_TYPE_UNSPECIFIED {
		return fmt.Errorf("type %q is not one of Keyword, KeywordList, Text, Int, Double, Bool, Datetime", typeName)
	}
	if name == "" {
		return fmt.Errorf("the attribute has no name")
	}
	if old, ok := a[name]; ok && old != kind {
		return fmt.Errorf("%s is given twice with different types", name)
	}
	a[name] = kind
	return nil
}

// parse writes what is wrong to stderr, and the usage when it is asked for.
func parse(args []string, stderr io.Writer) (*options, error) {
	o := &options{attributes: attributes{}}
	f := flag.NewFlagSet("hallmark-temporal", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.dir, "data", "", "`directory` of the database; made if missing (required)")
	f.IntVar(&o.port, "port", 0, "gRPC `port` on 127.0.0.1; 0 chooses a free one")
	f.IntVar(&o.uiPort, "ui-port", 0, "Web UI `port` on 127.0.0.1; 0 chooses a free one")
	f.BoolVar(&o.ui, "ui", true, "serve the Web UI")
	f.StringVar(&o.namespace, "namespace", "hallmark", "`name` of the namespace to have")
	f.Var(o.attributes, "search-attribute", "`NAME[=TYPE]` of a search attribute of the namespace, Keyword unless said; may be repeated")
	f.BoolVar(&o.parentStdin, "parent-stdin", false, "stop when standard input ends")
	f.StringVar(&o.logLevel, "log-level", "warn", "`level` of the log on standard error: debug, info, warn or error")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	var problem string
	switch {
	case f.NArg() > 0:
		problem = fmt.Sprintf("unexpected argument %q", f.Arg(0))
	case o.dir == "":
		problem = "--data is missing: name a directory for the database"
	case o.namespace == "":
		problem = "--namespace must not be empty"
	case o.port < 0 || o.port > 65535 || o.uiPort < 0 || o.uiPort > 65535:
		problem = "a port is not between 0 and 65535"
	case o.port != 0 && o.port == o.uiPort:
		problem = "--port and --ui-port are the same"
	case !slices.Contains([]string{"debug", "info", "warn", "error"}, o.logLevel):
		problem = fmt.Sprintf("--log-level %q is not debug, info, warn or error", o.logLevel)
	default:
		return o, nil
	}
	fmt.Fprintln(stderr, "hallmark-temporal:", problem)
	return nil, fmt.Errorf("%s", problem)
}
