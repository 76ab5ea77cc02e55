package io.beaconward.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** One run of a command: its exit code and what it wrote. */
record CommandRun(int code, String out, String err) {
    /** Makes a command that uses the given streams. */
    interface Maker {
        Object make(OutputStream out, PrintStream err);
    }

    static CommandRun of(Maker maker, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        CommandLine line = new CommandLine(maker.make(out, errors));
        line.setErr(new PrintWriter(errors, true, StandardCharsets.UTF_8));
        int code = line.execute(arguments);
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static CommandRun parse(InputStream in, String... arguments) {
        return of((out, err) -> new ParseCommand(in, out, err), arguments);
    }

    static CommandRun hunt(InputStream in, String... arguments) {
        Replay.Factory none = (settings, catalogue, alerts, heldBack) -> {
            throw new AssertionError("no replay was asked for");
        };
        return of((out, err) -> new HuntCommand(none, in, out, err), arguments);
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
