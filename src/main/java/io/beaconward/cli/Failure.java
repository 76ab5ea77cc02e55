package io.beaconward.cli;

import io.beaconward.config.ConfigException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;

/** What a command says, in one line each, when it cannot do its work; and the exit codes. */
public final class Failure {
    public static final int FINE = 0;
    public static final int FAILED = 1;
    public static final int WRONG = 2;

    private Failure() {}

    /** Names the file that cannot be read. */
    static int unreadable(PrintStream err, String file, IOException e) {
        String why = e instanceof NoSuchFileException || e instanceof java.io.FileNotFoundException
                ? "there is no such file, or it may not be read"
                : String.valueOf(e.getMessage());
        err.println("beaconward: " + file + ": " + why);
        return FAILED;
    }

    /** Lists all problems of a configuration. */
    public static int configuration(PrintStream err, ConfigException e) {
        e.problems().forEach(problem -> err.println("beaconward: " + problem));
        return WRONG;
    }
}
