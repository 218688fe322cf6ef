// A life of a container as programs lead it that use go-runc. Prints what it sees, one line for each step.
// usage: life RUNSC ROOT BUNDLE ID
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	runc "github.com/containerd/go-runc"
	"github.com/opencontainers/runtime-spec/specs-go"
)

func main() {
	command, root, bundle, id := os.Args[1], os.Args[2], os.Args[3], os.Args[4]
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	r := &runc.Runc{
		Command:   command,
		Root:      root,
		Log:       filepath.Join(bundle, "log.json"),
		LogFormat: runc.JSON,
	}
	tell := func(what string, err error) {
		if err != nil {
			// Of a usage text the first line is enough.
			fmt.Printf("%s: failed: %v\n", what, strings.TrimSpace(strings.SplitN(err.Error(), "  -format", 2)[0]))
		} else {
			fmt.Printf("%s: ok\n", what)
		}
	}
	_, err := r.State(ctx, id)
	tell("state of nothing", err)

	out, err := os.Create(filepath.Join(bundle, "out"))
	tell("output file", err)
	pidFile := filepath.Join(bundle, "pid")
	stdio, err := runc.NewNullIO()
	tell("null io", err)
	tell("create", r.Create(ctx, id, bundle, &runc.CreateOpts{IO: stdio, PidFile: pidFile, NoNewKeyring: false}))
	pid, err := runc.ReadPidFile(pidFile)
	tell("pid file", err)
	show := func() {
		state, err := r.State(ctx, id)
		if err != nil {
			tell("state", err)
			return
		}
		fmt.Printf("state: %s %s pid matches: %v\n", state.ID, state.Status, state.Pid == pid)
	}
	show()
	tell("start", r.Start(ctx, id))
	show()
	all, err := r.List(ctx)
	tell("list", err)
	for _, one := range all {
		fmt.Printf("listed: %s %s\n", one.ID, one.Status)
	}
	processes, err := r.Ps(ctx, id)
	tell("ps", err)
	fmt.Println("processes:", processes)
	// runsc takes no operands but the id.
	_, err = r.Top(ctx, id, "")
	tell("top", err)

	program := specs.Process{Args: []string{"/bin/sh", "-c", "exit 5"}, Cwd: "/", Env: []string{"PATH=/bin"}}
	execIO, err := runc.NewSTDIO()
	tell("exec io", err)
	tell("exec", r.Exec(ctx, id, program, &runc.ExecOpts{IO: execIO}))
	stats, err := r.Stats(ctx, id)
	// go-runc closes the pipe once the process has ended, whether or not all has been read.
	for err != nil && strings.Contains(err.Error(), "file already closed") {
		stats, err = r.Stats(ctx, id)
	}
	tell("stats", err)
	fmt.Println("pids:", err == nil && stats.Pids.Current > 0)
	tell("pause", r.Pause(ctx, id))
	show()
	tell("resume", r.Resume(ctx, id))
	tell("signal", r.Kill(ctx, id, int(syscall.SIGTERM), nil))
	for {
		state, err := r.State(ctx, id)
		if err != nil || state.Status == "stopped" {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	// What it says depends on whether somebody has reaped the sandbox by now.
	fmt.Println("second signal fails:", r.Kill(ctx, id, int(syscall.SIGTERM), nil) != nil)
	tell("delete", r.Delete(ctx, id, nil))
	tell("second delete", r.Delete(ctx, id, nil))
	tell("forced delete", r.Delete(ctx, id, &runc.DeleteOpts{Force: true}))
	out.Close()
}
