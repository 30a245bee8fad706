package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
	sqliteschema "go.temporal.io/server/schema/sqlite"
	"google.golang.org/protobuf/types/known/durationpb"
)

// retention keeps closed workflows as long as a job may run: until then a second
// start under the same id is recognised.
const retention = 30 * 24 * time.Hour

// lockDir makes the directory and takes it for this process. The kernel lets go
// of the lock when the process dies.
func lockDir(dir string) (*os.File, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the data directory: %w", err)
	}
	f, err := os.OpenFile(filepath.Join(dir, "LOCK"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the data directory: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, fmt.Errorf("another server uses %s: %w", dir, err)
	}
	return f, nil
}

// openStore makes the database on first use and sees that the namespace is there.
func openStore(o *options) (*config.SQL, error) {
	file, version := filepath.Join(o.dir, "temporal.db"), filepath.Join(o.dir, "VERSION")
	switch _, err := os.Stat(file); {
	case errors.Is(err, fs.ErrNotExist):
		if err := create(file, version); err != nil {
			return nil, fmt.Errorf("make the database %s: %w", file, err)
		}
	case err != nil:
		return nil, fmt.Errorf("find the database: %w", err)
	default:
		made, err := os.ReadFile(version)
		if err != nil {
			return nil, fmt.Errorf("read which version made %s: %w", file, err)
		}
		if v := strings.TrimSpace(string(made)); v != headers.ServerVersion {
			return nil, fmt.Errorf("%s was made by Temporal %s and this is %s, which cannot convert it: remove %s",
				file, v, headers.ServerVersion, o.dir)
		}
	}
	sql := sqlConfig(file)
	sql.ConnectAttributes["journal_mode"] = "wal"
	sql.ConnectAttributes["synchronous"] = "2"
	ns, err := sqliteschema.NewNamespaceConfig(clusterName, o.namespace, false, o.attributes)
	if err != nil {
		return nil, fmt.Errorf("describe namespace %s: %w", o.namespace, err)
	}
	ns.Detail.Config.Retention = durationpb.New(retention)
	if err := sqliteschema.CreateNamespaces(sql, ns); err != nil {
		return nil, fmt.Errorf("create namespace %s: %w", o.namespace, err)
	}
	return sql, nil
}

// create lays out the tables in a file beside and gives it its name when it is
// complete: a crash on the way leaves nothing that looks like a database.
func create(file, version string) error {
	if err := os.WriteFile(version, []byte(headers.ServerVersion+"\n"), 0o600); err != nil {
		return err
	}
	draft := file + ".new"
	for _, leftover := range []string{draft, draft + "-journal"} {
		if err := os.Remove(leftover); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := sqliteschema.SetupSchema(sqlConfig(draft)); err != nil {
		return err
	}
	return os.Rename(draft, file)
}

func sqlConfig(file string) *config.SQL {
	return &config.SQL{
		PluginName:        sqlite.PluginName,
		DatabaseName:      (&url.URL{Path: file}).EscapedPath(), // it becomes part of a URI
		ConnectAttributes: map[string]string{"mode": "rwc"},
	}
}
