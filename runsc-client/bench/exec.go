// Runs a command as often as it is told to, and tells how long each run took.
//
// It reads numbers of runs from standard input and answers each with one line of nanoseconds.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		runs, err := strconv.Atoi(lines.Text())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		times := make([]string, runs)
		for i := range times {
			start := time.Now()
			var stdout, stderr bytes.Buffer
			cmd := exec.Command(os.Args[1], os.Args[2:]...)
			cmd.Stdout = &stdout
			cmd.Stderr = &stderr
			if err := cmd.Run(); err != nil {
				fmt.Fprintln(os.Stderr, err, stderr.String())
				os.Exit(1)
			}
			times[i] = strconv.FormatInt(time.Since(start).Nanoseconds(), 10)
		}
		fmt.Println(strings.Join(times, " "))
	}
}
