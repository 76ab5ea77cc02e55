package io.beaconward;

import io.beaconward.cli.AlertsCommand;
import io.beaconward.cli.CheckCommand;
import io.beaconward.cli.HuntCommand;
import io.beaconward.cli.ParseCommand;
import io.beaconward.cli.SimulateCommand;
import picocli.CommandLine;

/** The command line: {@code run}, which is also the default, and the commands beside it. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        int code = commandLine().execute(args);
        if (code != 0) System.exit(code);
    }

    static CommandLine commandLine() {
        return new CommandLine(new RunCommand())
                .setCommandName("beaconward")
                .addSubcommand(new RunCommand())
                .addSubcommand(new HuntCommand(AlertReplay::create))
                .addSubcommand(new ParseCommand())
                .addSubcommand(new AlertsCommand())
                .addSubcommand(new SimulateCommand())
                .addSubcommand(new CheckCommand());
    }
}
